"""Numbers with check digits: NHS number, unique pupil number, National Insurance number.

Sources: NHS Data Dictionary (NHS number, modulus 11); Department for Education, Unique pupil
numbers: guide (check letter, modulus 23); HM Revenue and Customs, National Insurance Manual
NIM39110 (prefixes).
"""

from __future__ import annotations

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 check letters, by remainder; I, O and S are not used."""
_NEVER_FIRST = frozenset("DFIQUV")
_NEVER_SECOND = frozenset("DFIOQUV")
_NEVER_TOGETHER = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})


def nhs_number_agrees(digits: str) -> bool:
    """True when the last of ten digits is the check digit of the first nine.

    Ten equal digits agree by chance of the sum and are no number.
    """
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])


def pupil_number_agrees(number: str) -> bool:
    """True when the first letter is the check letter of the twelve characters after it.

    The last of them is a letter in a temporary number.
    """
    number = number.upper()
    if len(number) != 13 or number[0] not in _UPN_LETTERS or not number[1:12].isdecimal():
        return False
    last = _UPN_LETTERS.find(number[12]) if number[12].isalpha() else int(number[12])
    values = [*map(int, number[1:12]), last]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return last >= 0 and _UPN_LETTERS[total % 23] == number[0]


def insurance_prefix_issued(letters: str) -> bool:
    """True when two letters are a prefix that National Insurance numbers are issued with."""
    first, second = letters[0].upper(), letters[1].upper()
    unused = first in _NEVER_FIRST or second in _NEVER_SECOND
    return not unused and first + second not in _NEVER_TOGETHER
