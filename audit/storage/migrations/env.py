"""Alembic runs this file; the connection, and with it the transaction, is given by our caller."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
