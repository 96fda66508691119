"""How Alembic runs a revision: over the connection it is handed, inside that transaction."""

from alembic import context

from directory.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite cannot alter a table in place; batch operations copy it.
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
