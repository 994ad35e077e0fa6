"""The tables of the store.

The migrations build them; this is what queries are written with. Rows are only ever added, but for what is destroyed by
law and for figures that can be computed again.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()

# One saved set of checked lists. JSON texts are canonical, so that their hashes can be checked.
VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("saved_at", DateTime, nullable=False),  # UTC
    Column("saved_by", String(200), nullable=False),  # «со слов» until accounts exist
    Column("note", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("as_of_source", String(10), nullable=False),
    Column("files", Text, nullable=False),  # JSON: [{name, sha256}]
    Column("counts", Text, nullable=False),  # JSON by table
    Column("left_out", Text, nullable=False),  # JSON by table
    Column("findings", Text, nullable=False),  # JSON
    Column("digest", String(64), nullable=False),  # of what was saved: the same again is recognised by it
    Column("based_on", Integer),  # the version that was current before
    Column("copy_of", Integer),  # the older version that was made current again
    Column("sha256", String(64), nullable=False),  # of the whole row and its lists
)

LISTS = Table(
    "lists",
    METADATA,
    Column("version", Integer, ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(20), primary_key=True),  # students, teachers, pairs
    Column("content", Text, nullable=False),  # JSON of `data.store.serialization`
)

# Figures that were computed from a version under some declarations; they may be thrown away at any time.
FIGURES = Table(
    "figures",
    METADATA,
    Column("version", Integer, ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("declarations", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)

# A quarter or a year as it was reported: figures that stay whatever the lists become. The last row of a period is in
# force, the others are what it corrected.
FIXED_PERIODS = Table(
    "fixed_periods",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("fixed_at", DateTime, nullable=False),
    Column("fixed_by", String(200), nullable=False),
    Column("version", Integer),  # no foreign key: the figures outlive the version
    Column("content", Text, nullable=False),
    Column("reason", Text, nullable=False),  # of a correction
)

SETTINGS = Table(
    "settings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("saved_at", DateTime, nullable=False),
    Column("saved_by", String(200), nullable=False),
    Column("content", Text, nullable=False),
)

# What a person decided once: of sheets, names and spellings; and where copies were put.
REMEMBERED = Table(
    "remembered",
    METADATA,
    Column("kind", String(20), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("said_at", DateTime, nullable=False),
    Column("content", Text, nullable=False),
)

# That something was destroyed, when and why – without the data itself.
DESTRUCTIONS = Table(
    "destructions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("destroyed_at", DateTime, nullable=False),
    Column("destroyed_by", String(200), nullable=False),
    Column("what", String(20), nullable=False),  # version, person
    Column("reason", Text, nullable=False),
    Column("versions", Text, nullable=False),  # JSON: the numbers of the versions that were touched
    Column("rows", Integer, nullable=False),
)

# An edition of the roadmap as leadership changed it; the last row of an edition is in force.
ROADMAPS = Table(
    "roadmaps",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("saved_at", DateTime, nullable=False),
    Column("saved_by", String(200), nullable=False),
    Column("note", Text, nullable=False),  # why: an order's number
    Column("content", Text, nullable=False),  # JSON of `data.roadmap.model.Roadmap`
)

# How an activity stands, as a person marked it; the last row of an instance is in force, the others are its history.
MARKS = Table(
    "marks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("activity", String(60), nullable=False),
    Column("period", String(10), nullable=False),  # the last day of its period; nothing for one that is done once
    Column("status", String(20), nullable=False),
    Column("done_on", Date),
    Column("order", String(200), nullable=False),  # of an excluded instance
    Column("marked_at", DateTime, nullable=False),
    Column("marked_by", String(200), nullable=False),
)

# Dated entries under an activity. A wrong entry is withdrawn by a later row, never changed.
JOURNAL = Table(
    "journal",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("activity", String(60), nullable=False),
    Column("day", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("people", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file", LargeBinary),
    Column("written_at", DateTime, nullable=False),
    Column("written_by", String(200), nullable=False),
    Column("withdraws", Integer),  # the entry that this row takes back
)

# What left the app as a file: what, of which lists and day, with which marking – never what stood in it by name.
EXPORTS = Table(
    "exports",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("made_at", DateTime, nullable=False),  # UTC
    Column("made_by", String(200), nullable=False),  # «со слов» until accounts exist
    Column("what", String(200), nullable=False),  # the kind of report
    Column("marking", Text, nullable=False),
    Column("made_from", Text, nullable=False),  # which version or files, in words
    Column("on", Date, nullable=False),  # the day of the report
    Column("sha256", String(64), nullable=False),  # of the file
    Column("published", Text),  # JSON of `Published` (metrics): what a later publication must not reveal
)

# That the municipal base was sent or entered, and from which version, without names; a later row withdraws a wrong one.
BASES = Table(
    "bases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("what", String(10), nullable=False),  # sent, entered
    Column("day", Date, nullable=False),
    Column("since", Date, nullable=False),  # the period whose pairs it held
    Column("until", Date, nullable=False),
    Column("version", Integer),  # no foreign key: the record outlives the version
    Column("recorded_at", DateTime, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("withdraws", Integer),  # the record that this row takes back
)

# What a person concluded in the monitoring for one reader on one day.
CONCLUSIONS = Table(
    "conclusions",
    METADATA,
    Column("reader", String(20), primary_key=True),
    Column("on", Date, primary_key=True),  # the day of the report
    Column("changed_at", DateTime, nullable=False),  # UTC
    Column("text", Text, nullable=False),
    Column("proposed", String(64), nullable=False),  # the hash of what the figures proposed then
)

# Meetings of pairs and attempts at one, withdrawn but never changed. A pair is known by its names and its first day.
CONTACTS = Table(
    "contacts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("mentor", Text, nullable=False),
    Column("mentee", Text, nullable=False),
    Column("start", Date, nullable=False),  # of the pair
    Column("on", Date, nullable=False),
    Column("took_place", Boolean, nullable=False),  # false of an attempt that failed
    Column("mode", String(20), nullable=False),
    Column("minutes", Integer),
    Column("topic", Text, nullable=False),
    Column("next_step", Text, nullable=False),
    Column("noted_at", DateTime, nullable=False),  # UTC
    Column("noted_by", String(200), nullable=False),
    Column("withdrawn_at", DateTime),
    Column("withdrawn_by", String(200), nullable=False),
)

# The draft of an upload: one row, stored until it is saved or discarded.
DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),  # of the files that were dropped in
    Column("changed_at", DateTime, nullable=False),  # UTC
    Column("content", Text, nullable=False),  # JSON of `data.store.drafts.StoredDraft`
)

# Who may sign in. Accounts are off until the first row stands here.
ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("login", String(60), nullable=False, unique=True),  # as `access.accounts.login_key` writes it
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False),  # a value of `access.model.Role`
    Column("classes", Text, nullable=False),  # JSON: those of a class teacher
    Column("person", Text, nullable=False),  # JSON: who a mentor is in the lists; empty for anybody else
    Column("password", String(200), nullable=False),  # its hash by Argon2id
    Column("one_time_until", DateTime),  # UTC; of a password that somebody else has made: until when it opens the door
    Column("locked", Boolean, nullable=False),
    Column("created_at", DateTime, nullable=False),  # UTC
    Column("created_by", String(200), nullable=False),
)


def _token_of_account() -> tuple[Column[str], Column[int]]:
    return (
        Column("token_hash", String(64), primary_key=True),
        Column("account", Integer, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    )


# Sign-ins that go on; a row that is deleted is a session that has ended. Only hashes of tokens are stored.
SESSIONS = Table(
    "sessions",
    METADATA,
    *_token_of_account(),
    Column("created_at", DateTime, nullable=False),  # UTC
    Column("seen_at", DateTime, nullable=False),  # UTC
    Column("address", String(60), nullable=False),
)

# Browsers in which somebody has signed in before: guesses of others do not slow them down.
DEVICES = Table(
    "devices",
    METADATA,
    *_token_of_account(),
    Column("signed_in_at", DateTime, nullable=False),  # UTC
)

# Sign-ins that failed, for a day. Names are hashed: some people type their password there.
ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),  # UTC
    Column("login", String(64), nullable=False),
    Column("address", String(64), nullable=False),
    Column("device", String(64), nullable=False),  # the hash of its token; empty for an unknown browser
    Index("attempts_by_login", "login", "at"),
    Index("attempts_by_address", "address", "at"),
)

# Who did what and when, without a name: an account is known by its number, what it was done to by a kind or a number.
ACTIONS = Table(
    "actions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),  # UTC
    Column("account", Integer),  # no foreign key: the row outlives the account; None where nobody was known
    Column("role", String(20), nullable=False),  # of the account then
    Column("event", String(40), nullable=False),  # a value of `access.journal.Event`
    Column("about", String(60), nullable=False),
    Column("previous", String(64), nullable=False),  # the hash of the row before
    Column("sha256", String(64), nullable=False),  # of the row
)

# How many rows there are and the hash of the last one: by it is told that the last ones were taken out.
LAST_ACTION = Table(
    "last_action",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
)
