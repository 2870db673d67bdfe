"""Requests to the GraphQL API: connections, retries, and the check of each answer."""
