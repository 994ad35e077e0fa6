"""Why a fixed period was corrected; that of one never corrected is empty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("fixed_periods", sa.Column("reason", sa.Text, nullable=False, server_default=""))
