"""The hostile feeds of CSV as files: encodings and records. Row 1 of holdings is H01, and so on."""

from feed.case import Case, cell, replaced
from feed.samples import Feed, as_csv

RARE = "𠮷\ue000㐂"


def recoded(codec: str, declared: str | None):
    """Write customers.csv in another encoding and declare one."""

    def bend(feed: Feed) -> None:
        feed.file("customers").write_bytes(as_csv(feed.rows["customers"], "customers").encode(codec))
        feed.reseal_blindly("customers")
        feed.declare("customers", encoding=declared)

    return bend


def mixed_encodings(feed: Feed) -> None:
    lines = as_csv(feed.rows["customers"], "customers").splitlines(keepends=True)
    data = b"".join(line.encode("gb18030" if n == 5 else "utf-8") for n, line in enumerate(lines))
    feed.file("customers").write_bytes(data)
    feed.reseal_blindly("customers")


def cut(keep: float, *, at_line_end: bool = False, restate: bool = False):
    """Cut holdings.csv short."""

    def bend(feed: Feed) -> None:
        def change(data: bytes) -> bytes:
            data = data[: int(len(data) * keep)]
            return data[: data.rindex(b"\n") + 1] if at_line_end else data

        feed.bytes_of("holdings", change, seal=False)
        if restate:
            feed.reseal_blindly("holdings")

    return bend


def text(table: str, content: str | bytes):
    """Put other content in place of a file and make the manifest's size and hash fit."""

    def bend(feed: Feed) -> None:
        feed.file(table).write_bytes(content.encode() if isinstance(content, str) else content)
        feed.reseal_blindly(table)

    return bend


def line_ends(first: str, second: str):
    """Alternate two line ends in customers.csv."""

    def bend(feed: Feed) -> None:
        lines = as_csv(feed.rows["customers"], "customers").splitlines()
        mixed = "".join(line + (first if n % 2 else second) for n, line in enumerate(lines))
        feed.bytes_of("customers", lambda _: mixed.encode())

    return bend


def joined(feed: Feed) -> None:
    feed.bytes_of("staff", lambda data: data + data)


def no_header(feed: Feed) -> None:
    feed.file("staff").write_bytes(feed.file("staff").read_bytes().split(b"\n", 1)[1])
    feed.reseal_blindly("staff")


def swapped_header_and_values(feed: Feed) -> None:
    """Deliver the columns of branches in another order, header and values alike."""
    feed.bytes_of(
        "branches",
        lambda _: (
            "name,city,branch_id,level,parent_id\n总行,北京,B0,head_office,\n朝阳支行,北京,B1,branch,B0\n".encode()
        ),
    )


def extra_column(feed: Feed) -> None:
    lines = feed.file("branches").read_text("utf-8").splitlines()
    feed.bytes_of("branches", lambda _: "".join(f"{line},extra\n" for line in lines).encode())


def swap_id_and_mobile(rows) -> None:
    for row in rows["customers"][:1]:
        row["id_number"], row["mobile"] = row["mobile"], row["id_number"]


def semicolons(feed: Feed) -> None:
    feed.file("staff").write_bytes(feed.file("staff").read_bytes().replace(b",", b";"))
    feed.reseal_blindly("staff")


def no_transactions(rows) -> None:
    rows["transactions"] = []


def many_columns(feed: Feed) -> None:
    header, row = ",".join(f"c{n}" for n in range(10_000)), ",".join("1" for _ in range(10_000))
    text("staff", f"{header}\n{row}\n")(feed)


ENCODINGS = (
    Case(
        number=1,
        name="GB18030 bytes declared UTF-8",
        files=recoded("gb18030", "utf-8"),
        refused=("customers.csv", "line 2", "utf-8", "GB18030", "correct the declared encoding"),
    ),
    Case(number=1, name="GB18030 declared", files=recoded("gb18030", "gb18030")),
    Case(number=1, name="GB18030 undeclared", files=recoded("gb18030", None)),
    Case(
        number=2,
        name="UTF-8 bytes declared GB18030",
        files=recoded("utf-8", "gb18030"),
        refused=("customers.csv", "is UTF-8", "gb18030", "correct the declared encoding"),
    ),
    Case(number=3, name="UTF-8 with BOM", files=recoded("utf-8-sig", "utf-8")),
    Case(
        number=4,
        name="UTF-16 with BOM",
        files=recoded("utf-16", None),
        refused=("customers.csv", "line 1", "neither UTF-8 nor GB18030", "write the whole file"),
    ),
    Case(
        number=4,
        name="UTF-16 without BOM",
        files=text("staff", "staff_id,name\nS1,A\n".encode("utf-16-le")),
        refused=("staff.csv", "line 1", "NUL", "write the file in UTF-8 or GB18030"),
    ),
    Case(
        number=5,
        name="lines in mixed encodings",
        files=mixed_encodings,
        refused=("customers.csv", "line 6", "neither UTF-8 nor GB18030", "write the whole file"),
    ),
    Case(
        number=6,
        name="rare names in UTF-8",
        rows=cell("customers", 3, "name", RARE),
        values={("customers", "C03", "name"): RARE},
    ),
    Case(
        number=6,
        name="rare names in GB18030",
        rows=cell("customers", 3, "name", RARE),
        files=recoded("gb18030", "gb18030"),
        values={("customers", "C03", "name"): RARE},
    ),
)

RECORDS = (
    Case(
        number=7,
        name="required column missing",
        files=replaced("staff", "active", "aktiv"),
        refused=("staff.csv", "line 1", "required column active", "deliver"),
    ),
    Case(number=8, name="extra column", files=extra_column, finding="kept out: extra"),
    Case(
        number=9,
        name="values swapped under right names",
        rows=swap_id_and_mobile,
        faults=(
            ("customers", 1, "id_number", "id_format_left_out"),
            ("customers", 1, "mobile", "value_dropped"),
        ),
        values={("customers", "C01", "id_number"): None, ("customers", "C01", "mobile"): None},
    ),
    Case(number=9, name="columns in another order", files=swapped_header_and_values),
    Case(
        number=10,
        name="header twice",
        files=replaced("staff", "mobile,email", "mobile,mobile"),
        refused=("staff.csv", "line 1", "'mobile' stands twice", "leave one"),
    ),
    Case(
        number=11,
        name="header missing",
        files=no_header,
        refused=("staff.csv", "line 1", "required column staff_id is missing", "header"),
    ),
    Case(
        number=11,
        name="header repeated in the middle",
        files=joined,
        refused=("staff.csv", "line 5", "repeats the header", "deliver one file"),
    ),
    Case(
        number=12,
        name="short row",
        files=replaced("transactions", "T02,H02,C03", "T02,C03"),
        faults=(("transactions", 2, "", "short_row"),),
        gone={"transactions": ("T02",)},
    ),
    Case(
        number=13,
        name="long row",
        files=replaced("transactions", "T02,", "T02,,"),
        faults=(("transactions", 2, "", "long_row"),),
        gone={"transactions": ("T02",)},
    ),
    Case(
        number=14,
        name="torn last line",
        files=cut(0.98),
        refused=("holdings.csv", "bytes", "manifest.json", "send it again"),
    ),
    Case(
        number=14,
        name="torn last line, sealed anew",
        files=cut(0.985, restate=True),
        faults=(("holdings", 24, "", "short_row"),),
        gone={"holdings": ("H24",)},
    ),
    Case(
        number=15,
        name="cut at a line end",
        files=cut(0.5, at_line_end=True, restate=True),
        refused=("holdings.csv", "rows but manifest.json says 24", "send it again"),
    ),
    Case(
        number=16,
        name="quotation mark never closed",
        files=replaced("transactions", "备注2", '"备注2'),
        faults=(("transactions", 2, "", "unbalanced_quote"),),
        gone={"transactions": ("T02",)},
    ),
    Case(
        number=16,
        name="stray quotation mark",
        files=replaced("transactions", "备注2", '备"注"2'),
        faults=(("transactions", 2, "", "unbalanced_quote"),),
        gone={"transactions": ("T02",)},
    ),
    Case(
        number=16,
        name="two never closed",
        files=lambda feed: (
            replaced("transactions", "备注2", '"备注2')(feed),
            replaced("transactions", "备注5", '"备注5')(feed),
        ),
        faults=(("transactions", 2, "", "unbalanced_quote"), ("transactions", 5, "", "unbalanced_quote")),
        gone={"transactions": ("T02", "T05")},
    ),
    Case(
        number=17,
        name="line break inside quotes",
        rows=cell("transactions", 8, "memo", "一行\r\n二行\n三\t行"),
        values={("transactions", "T08", "memo"): "一行\r\n二行\n三\t行"},
    ),
    Case(
        number=17,
        name="text beyond the cap",
        rows=cell("transactions", 8, "memo", "长" * 4_001),
        faults=(("transactions", 8, "memo", "too_long_left_out"),),
        values={("transactions", "T08", "memo"): None},
    ),
    Case(number=18, name="CR only", files=line_ends("\r", "\r")),
    Case(number=18, name="LF and CRLF mixed", files=line_ends("\n", "\r\n")),
    Case(
        number=20,
        name="wrong delimiter",
        files=semicolons,
        refused=("staff.csv", "line 1", "staff_id", "comma separated"),
    ),
    Case(
        number=21,
        name="zero bytes",
        files=text("products", ""),
        refused=("products.csv", "is empty", "deliver the whole table"),
    ),
    Case(
        number=22,
        name="header only, manifest says 0",
        rows=no_transactions,
        gone={"transactions": tuple(f"T{n:02d}" for n in range(1, 9))},
    ),
    Case(
        number=22,
        name="header only, manifest says more",
        files=text("transactions", as_csv([], "transactions")),
        refused=("transactions.csv", "0 rows but manifest.json says 8", "send it again"),
    ),
    Case(
        number=49,
        name="field of ten million characters",
        rows=cell("transactions", 2, "memo", "x" * 10_000_000),
        files=None,
        refused=("transactions.csv", "line 3", "longer than", "write the file again"),
    ),
    Case(
        number=49,
        name="field beyond the reader's limit",
        rows=cell("transactions", 2, "memo", "x" * 200_000),
        faults=(("transactions", 2, "", "too_long"),),
        gone={"transactions": ("T02",)},
    ),
    Case(
        number=50,
        name="ten thousand columns",
        files=many_columns,
        refused=("staff.csv", "line 1", "10,000 columns", "deliver the contract's columns"),
    ),
)
