"""The triggers that refuse every change of the log of decisions, on both databases.

Revision 0003 puts them up, and `log verify` compares what stands with what is written here. A
revision that changes them drops and creates all of them.
"""

from collections.abc import Mapping
from typing import Final

GUARDED: Final = ("log_entry", "log_node", "log_head", "log_salt", "log_private")

_ONLY_GROWS: Final = "the log of decisions only grows"
_NOT_NEXT: Final = "this is not the next line of the log of decisions"
_WITH_ITS_ENTRY: Final = "the readable side is written once, with its entry"
_NOT_CHANGED: Final = "the readable side is erased or left alone, never changed"
_SALT_FIRST: Final = "a person's lines go with their salt, all at once"
_ONE_SALT: Final = "a person has one salt"

# What a new row must not be. An older SQLite lacks IS DISTINCT FROM, and gives no number to a row
# that comes without one until its triggers have run.
_NOT_NEXT_ENTRY: Final = (
    "coalesce(NEW.seq, -1) <> (SELECT coalesce(max(seq) + 1, 0) FROM log_entry)"
    " OR coalesce(NEW.seq, -1) <> (SELECT coalesce(max(size), 0) FROM log_head)"
)
_NOT_NEXT_NODE: Final = (
    "NEW.level < 1 OR NEW.nth <>"
    " (SELECT coalesce(max(nth) + 1, 0) FROM log_node WHERE level = NEW.level)"
)
_NOT_NEXT_HEAD: Final = (
    "coalesce(NEW.size, -1) <> (SELECT coalesce(max(size), 0) + 1 FROM log_head)"
    " OR coalesce(NEW.size, -1) <> (SELECT coalesce(max(seq) + 1, 0) FROM log_entry)"
)
_NOT_ITS_ENTRY: Final = (
    "coalesce(NEW.seq, -1) <> (SELECT coalesce(max(seq), -2) FROM log_entry)"
    " OR EXISTS (SELECT 1 FROM log_private WHERE seq = NEW.seq)"
)
_SALT_IS_THERE: Final = (
    "EXISTS (SELECT 1 FROM log_salt WHERE practitioner_id = {row}.practitioner_id)"
)

_ROWS: Final = (
    ("log_entry_next", "INSERT", "log_entry", _NOT_NEXT_ENTRY, _NOT_NEXT),
    ("log_node_next", "INSERT", "log_node", _NOT_NEXT_NODE, _NOT_NEXT),
    ("log_head_next", "INSERT", "log_head", _NOT_NEXT_HEAD, _NOT_NEXT),
    ("log_salt_once", "INSERT", "log_salt", _SALT_IS_THERE.format(row="NEW"), _ONE_SALT),
    ("log_private_once", "INSERT", "log_private", _NOT_ITS_ENTRY, _WITH_ITS_ENTRY),
    ("log_private_goes", "DELETE", "log_private", _SALT_IS_THERE.format(row="OLD"), _SALT_FIRST),
)
"""Name, event, table, what is refused, and in which words."""

_WHOLE: Final = (
    ("log_entry", ("DELETE", "UPDATE", "TRUNCATE"), _ONLY_GROWS),
    ("log_node", ("DELETE", "UPDATE", "TRUNCATE"), _ONLY_GROWS),
    ("log_head", ("DELETE", "UPDATE", "TRUNCATE"), _ONLY_GROWS),
    ("log_salt", ("UPDATE", "TRUNCATE"), _NOT_CHANGED),
    ("log_private", ("UPDATE", "TRUNCATE"), _NOT_CHANGED),
)
"""Table, what is never done to it, and in which words."""


def _sqlite() -> dict[str, str]:
    made = {
        name: f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused}"
        f" BEGIN SELECT RAISE(ABORT, '{_quoted(words)}'); END"
        for name, event, table, refused, words in _ROWS
    }
    for table, events, words in _WHOLE:
        for event in sorted(set(events) - {"TRUNCATE"}):
            name = f"{table}_no_{event.lower()}"
            made[name] = (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{_quoted(words)}'); END"
            )
    return made


def _quoted(words: str) -> str:
    return words.replace("'", "''")


def _body(refused: str, words: str) -> str:
    raised = f"RAISE integrity_constraint_violation USING MESSAGE = '{_quoted(words)}';"
    return (
        f"BEGIN IF {refused} THEN {raised} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
    )


def _postgresql() -> tuple[dict[str, str], dict[str, str]]:
    bodies = {name: _body(refused, words) for name, _, _, refused, words in _ROWS}
    made = {
        name: f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()"
        for name, event, table, _, _ in _ROWS
    }
    for table, events, words in _WHOLE:
        name = f"{table}_stays"
        bodies[name] = _body("true", words)
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
    return made, bodies


SQLITE: Final[Mapping[str, str]] = _sqlite()
"""Name of each trigger -> how it is created; SQLite keeps exactly this text."""

_MADE, POSTGRESQL_BODIES = _postgresql()
POSTGRESQL: Final[Mapping[str, str]] = _MADE
"""The same on PostgreSQL, as it writes triggers down itself."""


def creation(dialect: str) -> list[str]:
    """Give the statements that put the guards up."""
    if dialect == "sqlite":
        return list(SQLITE.values())
    functions = [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$"
        for name, body in POSTGRESQL_BODIES.items()
    ]
    return [*functions, *POSTGRESQL.values()]


def removal(dialect: str) -> list[str]:
    """Give the statements that are left to do once the tables are gone, and the triggers so."""
    if dialect == "sqlite":
        return []
    return [f"DROP FUNCTION {name}()" for name in POSTGRESQL_BODIES]
