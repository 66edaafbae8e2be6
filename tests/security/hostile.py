"""Fifty strings that somebody will type: markup, directions, control signs, queries, sizes."""

from __future__ import annotations

from typing import Final

MARKER: Final = "\"'><svg onload="

HOSTILE: Final[tuple[str, ...]] = (
    f"{MARKER}alert(1)>",
    f"x{MARKER}alert`1`//",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "]]><![CDATA[<x/>",
    "<!--<svg onload=alert(1)>-->",
    "&lt;svg onload=alert(1)&gt;",
    "&#60;svg onload=alert(1)&#62;",
    "%3Csvg%20onload%3Dalert(1)%3E",
    "\u202eevil\u202c",
    "\u2066\u2067\u2068isolates\u2069",
    "\u200f\u200e\u061cmarks",
    "\u200b\u200c\u200d\ufeffinvisible",
    "Z̸̡̢͓̳̜̪̟̳̠̻̖͐̂̍̅̔̂͋͂͐l̸̢̹̣̤̙͚̱͓̖̹̻̣͇͗͊̽g̴̢͖̰̳̱̾̽̂o̸",
    "👩‍👩‍👧‍👦🏳️‍🌈🧑🏿‍🦽",
    "😀" * 300,
    "a\x00b",
    "\x00",
    "\x01\x02\x1b[31mred\x1b[0m\x07",
    "line\r\nSet-Cookie: x=1",
    "%0d%0aLocation: https://example.org",
    "\u2028\u2029",
    "\ud800",
    "\udfff lone",
    "' OR '1'='1",
    "'; DROP TABLE accounts_user; --",
    '" UNION SELECT password FROM accounts_user --',
    "1' AND SLEEP(5)--",
    '"unbalanced',
    "(((((((((((((((((((",
    "AND OR NOT NEAR NEAR/5",
    "col:value* ^2 ~3 -minus +plus",
    "*" * 200,
    "../" * 20 + "etc/passwd",
    "..\\..\\windows\\win.ini",
    "/dev/null\x00.pdf",
    "a" * 100_000,
    "word " * 5_000,
    "كلمة " * 1_000,
    "汉" * 5_000,
    "1e400 NaN Infinity -0",
    "9" * 400,
    "null undefined true []",
    "=cmd|'/c calc'!A1",
    "+1-1@SUM(A1)\tx",
    " \t\n\u3000 ",
)

assert len(HOSTILE) >= 50
