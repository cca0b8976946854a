"""What a night may say, each sentence once by its code: refusals, failures, findings.

The values in braces are filled in by whoever says it. Pages translate a sentence before filling it.
"""


def marked(text: str) -> str:
    """Mark a sentence for translation; where it is imported it is called `_`, which tools look for."""
    return text


_ = marked


_DELIVERY = {
    "manifest_missing": _(
        "{path} is missing: every feed needs its manifest; run `tilth feed seal {folder}` "
        "where the files are made."
    ),
    "table_missing": _(
        "{folder}: required table {name} is missing: deliver {name}.parquet, {name}.csv or {name}.csv.gz."
    ),
    "not_a_folder": _("{folder} is not a folder: give the feed's folder, named YYYY-MM-DD."),
    "folder_name": _("{folder}: the folder's name must be the feed's business date, YYYY-MM-DD; rename it."),
    "table_twice": _("{folder}: {first} and {second} both hold table {table}; leave one of them."),
    "unreadable": _("{path} cannot be read ({reason}): check the file and send it again."),
    "changed_meanwhile": _(
        "{path} changed while it was read: deliver finished files only, then start again."
    ),
    "not_plain": _("{path} is not a plain file (links and folders are not taken): deliver the file itself."),
    "manifest_other_day": _(
        "{path}: business_date is {stated} but the folder is {day}: "
        "deliver the feed of that day, or correct the folder's name."
    ),
    "manifest_tables": _("{path}: `tables` must be an object with one entry per table; seal the feed again."),
    "manifest_lacks_file": _("{path} does not list {name}: seal the feed again with all its files."),
    "manifest_too_large": _("{path} is larger than {limit:,} bytes: it is no manifest; seal the feed again."),
    "manifest_not_json": _("{path} is not readable JSON ({reason}): seal the feed again."),
    "manifest_not_object": _("{path} must be one JSON object: seal the feed again."),
    "entry_not_object": _("{where}: must be an object with file, rows, bytes, sha256; seal the feed again."),
    "entry_file": _(
        "{where}: file must be {table}.parquet, {table}.csv or {table}.csv.gz in the same folder."
    ),
    "entry_numbers": _("{where}: rows and bytes must be whole numbers; seal the feed again."),
    "entry_sha256": _("{where}: sha256 must be 64 hexadecimal digits; seal the feed again."),
    "entry_encoding": _("{where}: encoding must be text; write utf-8 or gb18030."),
    "file_missing": _(
        "{path} is listed in manifest.json but is not there: deliver it, or seal the feed again."
    ),
    "size_differs": _(
        "{path} has {size:,} bytes but manifest.json says {wanted:,}: "
        "it is incomplete or was changed; send it again."
    ),
    "hash_differs": _(
        "{path} does not match its sha256 in manifest.json: it was damaged or changed; send it again."
    ),
}
_READING = {
    "empty_file": _("{path} is empty (zero bytes): deliver the whole table."),
    "empty_table": _("{path} is empty: deliver the whole table with its header."),
    "no_rows": _("{path} has a header and no rows: deliver the whole table, or a manifest that says 0."),
    "rows_differ": _(
        "{path} holds {rows:,} rows but manifest.json says {wanted:,}: it is incomplete; send it again."
    ),
    "nul_bytes": _("{path}: line 1 holds NUL bytes (UTF-16?): write the file in UTF-8 or GB18030."),
    "header_unreadable": _("{path}: line 1 is no readable header (quotation marks): correct it."),
    "header_too_wide": _("{path}: line 1 has {columns:,} columns: deliver the contract's columns only."),
    "header_lacks": _("{path}: line 1: required column {column} is missing; deliver {missing}."),
    "header_lacks_several": _(
        "{path}: line 1: required column {column} is missing (is it comma separated, with a header?); "
        "deliver {missing}."
    ),
    "header_repeats": _("{path}: line 1: column {column} stands twice; leave one of them."),
    "header_again": _(
        "{path}: line {line} repeats the header: files were joined; deliver one file with one header."
    ),
    "rows_unreadable": _(
        "{path}: more than {limit:,} rows cannot be read, the last is line {line} ({reason}): "
        "correct the file and send it again."
    ),
    "line_too_long": _(
        "{path}: line {line} is longer than {limit:,} characters: "
        "it is no CSV line of this contract; write the file again."
    ),
    "not_gzip": _("{path} is not a whole gzip file ({reason}): pack it and send it again."),
    "gzip_bomb": _("{path} unpacks to more than {limit} times its size: send it unpacked, or as Parquet."),
    "encoding_unknown": _(
        "{path}: encoding {declared} is not taken; write UTF-8 or GB18030 and say so in the manifest."
    ),
    "encoding_is_utf8": _(
        "{path} is UTF-8 but manifest.json declares {declared}: correct the declared encoding."
    ),
    "encoding_mixed": _(
        "{path}: line {line} is neither UTF-8 nor GB18030 throughout: write the whole file in one of the two."
    ),
    "encoding_is_gb18030": _(
        "{path}: line {line} is not {declared} as manifest.json declares "
        "(the file reads as GB18030): correct the declared encoding or the file."
    ),
    "not_parquet": _("{path} is not a whole Parquet file ({reason}): write it again and send it again."),
    "parquet_type": _("{path}: {reason}: write the column in that type and send it again."),
    "parquet_too_wide": _("{path} has {columns:,} columns: deliver the contract's columns only."),
    "parquet_lacks": _("{path}: required column {column} is missing; deliver {missing}."),
    "parquet_repeats": _("{path}: column {column} stands twice; leave one of them."),
}
_JUDGING = {
    "authentication_column": _(
        "{file}: column {column} looks like authentication data (PIN, password, card code,"
        " biometrics), which Tilth never takes: have it removed from the delivery and send it again."
    ),
    "keys_differ": _(
        "{file}: {keys:,} keys ({key}) stand on several rows with different values "
        "(more than {limit}), the first at {spot}: make the key unique and send the feed again."
    ),
    "rows_bad": _(
        "{file}: {bad:,} of {read:,} rows are bad (more than {limit:,} and {share:.2%}), "
        "the first at {spot}; correct the file and send it again."
    ),
    "emptied": _(
        "{file}: no row of {table} tonight, {before:,} the night before: check the extract; "
        "when the change is right, a person repeats the run with `--override`."
    ),
    "rows_jump": _(
        "{file}: {rows:,} rows against {usual:,.0f} (median of {nights} nights) "
        "is a jump of more than {limit:.0%}: check the extract; "
        "when the change is right, a person repeats the run with `--override`."
    ),
    "balance_jump": _(
        "{file}, column balance: {currency} holdings sum to {total:,.0f} against {usual:,.0f} "
        "(median of {nights} nights), a jump of more than {limit:.0%}: check the extract; "
        "when the change is right, a person repeats the run with `--override`."
    ),
    "nulls_jump": _(
        "{file}, column {column}: {tonight:.1%} empty against {before:.1%} the night before "
        "is a jump of more than {limit:.0%}: check the extract; "
        "when the change is right, a person repeats the run with `--override`."
    ),
    "one_value": _(
        "{file}, column {column}: every row holds the same value tonight, "
        "{before:,} different values the night before: check the extract; "
        "when the change is right, a person repeats the run with `--override`."
    ),
}
_RUNNING = {
    "same_day_twice": _("{folder} and {other} are both feeds of {day}: name only one of them."),
    "other_content": _(
        "{folder}: {day} was accepted before with other content; use --replace to take this feed instead."
    ),
    "too_early": _(
        "{folder}: {day} is earlier than the last accepted night {last}; "
        "use --replace to insert it and run the nights after it again."
    ),
    "far_date": _(
        "{folder}: {day} is {days:,} days after the last accepted night {last}, more than {limit}: "
        "correct the date of the feed or, when it is meant, repeat the run with `--far-date`."
    ),
    "taken_back": _(
        "The night of {day} was taken back: the pages show {shown} again; deliver its feed anew."
    ),
    "disk_full": _(
        "The disk that holds {path} is full: the last accepted night stays in place; "
        "free some space and run the same command again."
    ),
    "check_failed": _(
        "The night of {day} fails its check {check} ({detail}): "
        "nothing of it was taken over; report this with the run report."
    ),
}
_FINDINGS = {
    "stranger": _("{name} is no table of the contract and was ignored."),
    "manifest_stranger": _("manifest.json: table {name} is no table of the contract and was ignored."),
    "manifest_waived": _("manifest.json is missing; the bank's settings waive it."),
    "columns_kept_out": _("{table}: columns that the contract does not know were kept out: {columns}."),
    "unknown_codes": _("{table}: unknown {column}: {codes}."),
    "unknown_codes_and_more": _("{table}: unknown {column}: {codes} and {more:,} more."),
    "rows_missing": _("{table}: {rows:,} rows of {day} are missing tonight."),
    "delivered_twice": _("transactions: {rows:,} were delivered on {day} too: each is counted once."),
    "private_signs": _(
        "In {rows} names stand private-use characters, which only the bank's own fonts show: they are kept "
        "and found as typed, shown as a box elsewhere; ask the core system for the Unicode characters."
    ),
    "numbers_lost": _(
        "{table}: data error: {rows:,} values of {column} are no telephone numbers and were left out; "
        "their rows stay."
    ),
    "numbers_second": _(
        "{table}: in {rows:,} the {column} is several numbers and the row has no place left for all: the "
        "first count."
    ),
    "numbers_again": _(
        "transactions: data error: {rows:,} have a number that was delivered on {day} with another customer, "
        "holding, moment or amount; they count as bookings of their own."
    ),
    "seems_booking_of_another": _("{table}: {rows:,} are booked by somebody who does not own the holding."),
    "seems_booked_before_opening": _("{table}: {rows:,} are of before their holding was opened."),
    "seems_sign_against_kind": _(
        "{table}: {rows:,} have an amount of the other sign than their kind: what comes in is above zero, "
        "what goes out below."
    ),
    "seems_rate_above": _(
        "{table}: {rows:,} have a {column} beyond {limit}: most likely it is a hundred times too large, "
        "0.025 is 2.5 %."
    ),
    "seems_negative_value": _("{table}: {rows:,} have a {column} below zero."),
    "seems_band_wrong_side": _(
        "{table}: {rows:,} have a {column} on the wrong side: profit is taken above 0, loss stopped between "
        "−1 and 0."
    ),
    "seems_category_turned": _("{table}: {rows:,} are of another category than the night before."),
    "seems_holding_changed": _("{table}: {rows:,} have another {column} than the night before."),
    "seems_nobody_active": _("{table}: none of {rows:,} is active, {column} says."),
    "seems_big5_text": _(
        "{table}: {rows:,} names look like Big5 that was read as GB18030: deliver the file in UTF-8."
    ),
    "owner_unknown": _("customers: {rows:,} have an rm_id that is not in staff; they are on no list."),
    "holdings_vanished": _("holdings: data error: {rows:,} vanished without closed_on."),
    "rows_stand": _(
        "holdings: {rows:,} that were set aside stand as they were on {day}: tonight's figures are missing."
    ),
    "rate_jump": _(
        "fx_rates: {currency} is {rate} tonight and was {before} on {day}; {rows:,} holdings count by it."
    ),
    "former_id_numbers": _("customers: {rows:,} identity numbers are of the former 15-digit kind; kept."),
    "shared_id_numbers": _(
        "customers: {numbers:,} identity numbers are shared by {rows:,} customers, one of them by {most:,}: "
        "who shares one is called as one person."
    ),
    "currency_without_rate": _(
        "holdings: {rows:,} in currencies without a rate ({currencies}) set aside: deliver fx_rates."
    ),
    "repeated_rows": _("{table}: {rows:,} repeated rows were taken once."),
}
_BANK = {
    "not_toml": _("{path} is not TOML: {reason}; correct the file."),
    "bank_value": _("{path}: {field}: {reason}; correct the value."),
    "playbook_unreadable": _("{path} cannot be read as a playbook: {reason}; give a UTF-8 TOML file."),
    "playbook_values": _("{path}: {faults}"),
    "playbook_version_twice": _("{path} and {other} are both version {version}; give each its own."),
    "playbook_day_twice": _("{path} and {other} are both in force from {day}; keep one."),
    "ring_missing": _("There is no key ring at {path}: run `tilth init` on the data folder again."),
    "ring_forbidden": _("The key ring {path} may not be read by this account: give it to this account."),
    "ring_unreadable": _("{path} is no key ring that can be read: bring back its last good copy."),
    "ring_version": _("{path} is a key ring of another version ({version}): update Tilth."),
    "ring_number_twice": _("Two keys of the key ring have the same number: bring back its last good copy."),
    "ring_incomplete": _("The key ring needs one active key per purpose: bring back its last good copy."),
    "persons_unusable": _(
        "The file of persons' keys {path} cannot be used ({reason}): nothing was changed; see that this"
        " account may write to it and its folder."
    ),
    "persons_unreadable": _(
        "{path} is no file of persons' keys ({reason}): bring back its last copy, then run `tilth erase`."
    ),
}
SENTENCES: dict[str, str] = {**_BANK, **_DELIVERY, **_READING, **_JUDGING, **_RUNNING, **_FINDINGS}
"""Code → English sentence."""
