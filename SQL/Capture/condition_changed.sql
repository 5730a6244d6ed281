-- By image, not by "is distinct from": a column's type may have no equality, and an update that changes 1.0 to 1.00
-- is one.
when (old operator(pg_catalog.*<>) new)
