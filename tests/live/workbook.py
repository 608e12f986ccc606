"""Small .xlsx files, made and read with zipfile and text; and synthetic people."""
import io
import re
import xml.etree.ElementTree as tree
import zipfile
from xml.sax.saxutils import escape

_TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
          '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
          '<Default Extension="xml" ContentType="application/xml"/>'
          '<Override PartName="/xl/workbook.xml" ContentType='
          '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
          '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
          '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
_ROOT = ('<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
         '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
         '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
         '</Relationships>')
_BOOK = ('<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
         'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
         '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>')
_LINKS = ('<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
          '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
          '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
          '</Relationships>')
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def column_letters(index):
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters


def cell_xml(reference, value):
    if isinstance(value, tuple):  # a formula and the value kept with it
        return f'<c r="{reference}" t="str"><f>{escape(value[0])}</f><v>{escape(value[1])}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def sheet_xml(rows):
    yield ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns='
           '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
    for number, row in enumerate(rows, 1):
        cells = "".join(cell_xml(f"{column_letters(i)}{number}", v) for i, v in enumerate(row) if v is not None)
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def write_book(path, rows, sheet=None):
    """`sheet`: chunks of the sheet's own text instead of rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _ROOT), ("xl/workbook.xml", _BOOK),
                           ("xl/_rels/workbook.xml.rels", _LINKS)):
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            for chunk in sheet if sheet is not None else sheet_xml(rows):
                out.write(chunk if isinstance(chunk, bytes) else chunk.encode())
    return path


def _shared(book):
    try:
        root = tree.fromstring(book.read("xl/sharedStrings.xml"))
    except KeyError:
        return []
    return ["".join(t.text or "" for t in si.iter(_SPACE + "t")) for si in root.iter(_SPACE + "si")]


def read_book(path):
    """{sheet name: {row number: [text of each column]}}, with every sheet."""
    sheets = {}
    with zipfile.ZipFile(path) as book:
        shared = _shared(book)
        names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).iter(_SPACE + "sheet")]
        for index, name in enumerate(names, 1):
            sheets[name] = _rows(book.read(f"xl/worksheets/sheet{index}.xml"), shared)
    return sheets


def _rows(raw, shared):
    rows = {}
    for _, node in tree.iterparse(io.BytesIO(raw)):
        if node.tag != _SPACE + "row":
            continue
        cells = []
        for cell in node.iter(_SPACE + "c"):
            letters = re.match("[A-Z]+", cell.get("r"))[0]
            at = 0
            for letter in letters:
                at = at * 26 + ord(letter) - 64
            cells += [""] * (at - len(cells))
            value = cell.findtext(_SPACE + "v") or ""
            if cell.get("t") == "s":
                value = shared[int(value)]
            elif cell.get("t") == "inlineStr":
                value = "".join(t.text or "" for t in cell.iter(_SPACE + "t"))
            cells[at - 1] = value
        rows[int(node.get("r"))] = cells
        node.clear()
    return rows


def identity_number(count, area="330603", born="19900101"):
    """A made-up number with a right check character (GB 11643)."""
    year = int(born[:4]) - (count // 1000) % 30
    body = f"{area}{year}{1 + (count // 30000) % 12:02}{born[6:]}{count % 1000:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11]


def person_name(count):
    """Two or three characters, different for a few thousand counts."""
    first, second, third = "王李张刘陈杨赵黄周吴", "建小文明国志海春秀玉", "华强军平林芳英梅兰云"
    return first[count % 10] + second[count // 10 % 10] + third[count // 100 % 10]
