"""How long a text is for Telegram, and what to do about one that is too long."""

ELLIPSIS = "…"


def units(text: str) -> int:
    """The length of ``text`` as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """``text`` without surrounding space, cut to at most ``most`` UTF-16 units; where cut, it ends in an ellipsis."""
    text = text.strip()
    if units(text) <= most:
        return text
    head = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore")
    words = head.rpartition(" ")[0]
    return (words if len(words) > len(head) // 2 else head).rstrip().rstrip(",;:") + ELLIPSIS
