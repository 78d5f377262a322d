"""Slack's limits, in characters and numbers of pieces."""

# https://docs.slack.dev/reference/block-kit/blocks
MESSAGE_BLOCKS = 50
HOME_BLOCKS = 100
SECTION_TEXT = 3_000
ROW_ELEMENTS = 25  # Buttons and menus of one actions block; five stand well beside each other.
IMAGE_ALT = 2_000

# https://docs.slack.dev/reference/block-kit/block-elements
BUTTON_LABEL = 75
PLACEHOLDER = 150
MENU_OPTIONS = 100
RADIO_OPTIONS = 10
OPTION_LABEL = 75
OPTION_VALUE = 150
INPUT_TEXT = 3_000
INPUT_LABEL = 2_000

# https://docs.slack.dev/reference/views
VIEW_TITLE = 24
VIEW_METADATA = 3_000

# All blocks of a message as JSON, which no page tells: bolt-js, discussion 2509, found between 13,172 and 13,297.
MESSAGE_JSON = 12_800

# https://docs.slack.dev/reference/methods/chat.postMessage: longer ones are cut, and 4,000 are advised.
MESSAGE_TEXT = 3_900

# https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
PROMPTS = 4

# https://docs.slack.dev/reference/app-manifest
APP_NAME = 35
BOT_NAME = 80
APP_DESCRIPTION = 140
AGENT_DESCRIPTION = 300
COMMAND = 32
COMMAND_DESCRIPTION = 2_000

REQUEST_BYTES = 1_000_000  # Our own, of a request; Slack sends some kilobytes.
