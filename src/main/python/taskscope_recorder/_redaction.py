"""What looks like a secret, by its name or by itself, and is left out of the recording.

A net, not a guarantee: a secret of another shape under a harmless name passes through.
"""

from __future__ import annotations

import re

LEFT_OUT = "[redacted]"

_NAMES = re.compile(
    r"pass(word|wd|phrase|code)?$|passw|passphrase|pwd|secret|token|api.?key|access.?key|private.?key|signing.?key|auth(?!or(?!i[sz]))|credential"
    r"|cookie|session|csrf|xsrf|jwt|bearer|dsn|signature|otp$|^pin$|(card|cc).?(number|no)|credit|cvv|cvc|iban|account.?(number|no)|ssn",
    re.IGNORECASE,
)
_VALUES = re.compile(
    # Bearer and basic credentials, and what a JWT begins with.
    r"\b(bearer|basic)\s+[\w\-.~+/=]{8,}|\beyJ[\w\-]{8,}\.[\w\-]{8,}(\.[\w\-]*)?"
    # What is written beside the name of a secret: in a query, a form, a JSON body, a statement.
    r"|(?<=password)\W{1,4}[^\s&,;\"']{4,}|(?<=secret)\W{1,4}[^\s&,;\"']{4,}|(?<=token)\W{1,4}[^\s&,;\"']{4,}"
    # A key in a PEM block, to its end; user and password in a URL, which may have any sign in them.
    r"|-----BEGIN [A-Z ]*KEY-----(?s:.*?)(-----END [A-Z ]*KEY-----|\Z)|(?<=://)[^\s/:@]*:[^\s\"'<>]+(?=@)"
    # Keys whose issuers made them recognisable: Amazon, GitHub, GitLab, Google, OpenAI and Stripe, Slack.
    r"|\b(AKIA|ASIA)[0-9A-Z]{16}\b|\b(gh[opsur]_|github_pat_|glpat-|AIza|xox[abeoprs]-)[\w\-]{12,}"
    r"|\b[rs]k[-_](live|test|proj|svcacct|ant)[-_][\w\-]{8,}|\bsk-[0-9A-Za-z]{20,}"
    # Long hexadecimal or base64 without a blank.
    r"|\b[0-9a-f]{32,}\b|(?<![\w+=/.\-])(?=[\w+=\-]*[0-9])(?=[\w+=\-]*[A-Za-z])[\w+=\-]{40,}(?![\w+=/.\-])",
    re.IGNORECASE,
)
_CARDS = re.compile(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])")


def is_secret_name(name: str) -> bool:
    """Tell whether what stands under this name is nobody's business."""
    return bool(_NAMES.search(name))


def without_secrets(text: str) -> str:
    """Leave out of a text what looks like a secret."""
    return _CARDS.sub(_card, _VALUES.sub(LEFT_OUT, text))


def _card(match: re.Match[str]) -> str:
    digits = [int(letter) for letter in match.group() if letter.isdigit()]
    doubled = [digit if at % 2 == 0 else sum(divmod(2 * digit, 10)) for at, digit in enumerate(reversed(digits))]
    return LEFT_OUT if sum(doubled) % 10 == 0 else match.group()
