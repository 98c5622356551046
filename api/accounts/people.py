"""What later rooms may know of people of the team: a name to join with, and how to write to them."""

from sqlmodel import col

from api.accounts.tables import Account, AccountState
from api.kernel.reading import columns

# Joined by rooms whose rows name an account.
ACCOUNTS = columns(Account.id, Account.name, Account.state).subquery("account_known")
# For letters only: never part of an answer about somebody else.
ADDRESSES = (
    columns(Account.id, Account.email, Account.language)
    .where(col(Account.state) == AccountState.active)
    .subquery("account_address")
)
