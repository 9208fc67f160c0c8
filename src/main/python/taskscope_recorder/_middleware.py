"""Which middleware stands around an application, told once when Starlette has built the stack."""

from __future__ import annotations

from inspect import isfunction
from typing import TYPE_CHECKING, Any, Callable, List

from taskscope_recorder._code import name_of
from taskscope_recorder._emit import emit, is_recording, quote
from taskscope_recorder._guard import guarded
from taskscope_recorder._tracebacks import hide_our_frame

if TYPE_CHECKING:
    from taskscope_recorder import _install

_FRAMEWORKS = ("starlette.", "fastapi.")
# Nobody stacks more; a chain that closes on itself ends here.
_MOST_LAYERS = 100


def install(hooks: _install.Hooks) -> None:
    """Look in at Starlette's builder, and at FastAPI's where it has one of its own."""
    hooks.when_imported("starlette.applications", lambda module: _look(hooks, module.Starlette))
    hooks.when_imported("fastapi.applications", lambda module: _look(hooks, module.FastAPI))


def _look(hooks: _install.Hooks, application: Any) -> None:
    if "build_middleware_stack" in vars(application):
        hooks.wrap(application, "build_middleware_stack", _build)


def _build(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def build_middleware_stack(self: Any) -> Any:
        try:
            stack = original(self)
        except BaseException as passing:
            hide_our_frame(passing)
            raise
        if is_recording():
            _tell(self, stack)
        return stack

    return build_middleware_stack


@guarded("application.seen")
def _tell(application: Any, stack: Any) -> None:
    names = ",".join(map(quote, _layers(application, stack)))
    emit("application.seen", f',"middleware":[{names}]', request=0, task=0, thread=0)


def _layers(application: Any, stack: Any) -> List[str]:
    """Name the layers, outermost first; those behind one that hides what it wraps, as they were asked for."""
    names: List[str] = []
    declared = [_declared(each) for each in application.user_middleware]
    layer = stack
    while layer is not None and layer is not application.router and len(names) < _MOST_LAYERS:
        inside = getattr(layer, "__dict__", {})
        names.append(name_of(layer) if isfunction(layer) else _named(type(layer), inside.get("dispatch_func")))
        layer = inside.get("app")
    if layer is application.router:
        return names
    outside = [name for name in names if name.startswith(_FRAMEWORKS) and name not in declared]
    return [*outside, *declared, "starlette.middleware.exceptions.ExceptionMiddleware"]


def _declared(middleware: Any) -> str:
    # PYVERSIONS: Starlette 0.25 calls the arguments `options`, 0.48 `kwargs`.
    arguments = getattr(middleware, "kwargs", None) or getattr(middleware, "options", None) or {}
    return _named(middleware.cls, arguments.get("dispatch"))


def _named(kind: Any, dispatch: Any) -> str:
    """Dotted name of a class or factory; a dispatch function that is not the class's own stands behind it."""
    name = f"{kind.__module__}.{kind.__qualname__}" if isinstance(kind, type) else name_of(kind)
    is_own = dispatch is None or getattr(dispatch, "__func__", None) is getattr(kind, "dispatch", None)
    return name if is_own else f"{name}({name_of(dispatch)})"
