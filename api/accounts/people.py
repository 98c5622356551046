"""What later rooms may know of people of the team: a name to join with."""

from api.accounts.tables import Account
from api.kernel.reading import columns

# Joined by rooms whose rows name an account.
ACCOUNTS = columns(Account.id, Account.name, Account.state).subquery("account_known")
