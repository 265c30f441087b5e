"""Just unzips a workbook, part by part: the least that reading it can cost.

python benchmarks/unzip.py BOOK
"""

import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as book:
    for name in book.namelist():
        book.read(name)
