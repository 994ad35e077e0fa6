"""The demonstration school: a workbook of people who do not exist.

It is shown while no list is stored. `generate.py` writes it; the names are flowers, trees, stones, birds and fairy
tales, so that nobody takes them for those of real people.
"""

from pathlib import Path

PATH = Path(__file__).with_name("demonstration_school.xlsx")
