"""The preview: shows the portal in a browser while its content, theme, settings and code are being written.

One process watches and serves, and never builds. Another one builds, and neither watches nor serves: it forks workers,
which a process with threads must not do; it may die of what somebody wrote, and it begins anew where code or settings
have changed, while the browser's line stays open.
"""
