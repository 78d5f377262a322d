"""Slack's limits on characters and on numbers of pieces."""

# https://docs.slack.dev/reference/block-kit/blocks
BLOCKS = 50
"""Of a message; a modal or a Home takes 100."""
HOME_BLOCKS = 100
SECTION = 3_000
ELEMENTS = 25
"""Buttons and menus of one actions block; five stand well beside each other."""
IMAGE_ALT = 2_000

# https://docs.slack.dev/reference/block-kit/block-elements
BUTTON = 75
PLACEHOLDER = 150
OPTIONS = 100
OPTION = 75
OPTION_VALUE = 150
INPUT = 3_000
INPUT_LABEL = 2_000

# https://docs.slack.dev/reference/views
VIEW_TITLE = 24
VIEW_METADATA = 3_000

# Over all blocks of a message, which no page tells: bolt-js, discussion 2509, found between 13,172 and 13,297.
MESSAGE = 12_800

# https://docs.slack.dev/reference/methods/chat.postMessage: longer ones are cut, and 4,000 are advised.
TEXT = 3_900

# https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
PROMPTS = 4

# https://docs.slack.dev/reference/app-manifest
NAME = 35
BOT_NAME = 80
DESCRIPTION = 140
AGENT_DESCRIPTION = 300
COMMAND = 32
COMMAND_DESCRIPTION = 2_000

BODY = 1_000_000
"""Bytes of a request; Slack sends some kilobytes."""
