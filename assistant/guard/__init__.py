"""GUARD: no network, the sandbox launcher, secrets, the audit log and markings."""
