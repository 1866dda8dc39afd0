"""Approvals (visas) that a text needs: requested, granted, refused."""
