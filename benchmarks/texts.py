"""The texts that are measured; nothing heavy is imported here, for the harness's own memory is the floor of every peak."""

from pathlib import Path

PLAN = Path(__file__).resolve().parent.parent / "data" / "raw" / "zhejiang-2018.txt"


def repeated(text: str, times: int) -> str:
    """The plan several times over, its chapters renumbered, so that it stays one plan."""
    head, _, body = text.partition("  一、总体要求")
    chapters = "一二三四五六七八九"
    copies = []
    for number in range(times):
        copy = "  一、总体要求" + body
        for place in (3, 2, 1):
            copy = copy.replace(f"  {chapters[place - 1]}、", f"  {han((3 * number + place) % 1000)}、")
        copies.append(copy)
    return head + "\n\n".join(copies)


def han(number: int) -> str:
    """A number below 1,000 as chapters print it; nothing for 0."""
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{digits[hundreds]}百" if hundreds else ""
    written += (
        f"{digits[tens]}十" if tens > 1 or (tens and hundreds) else "十" if tens else "零" if hundreds and ones else ""
    )
    return written + (digits[ones] if ones else "")
