"""The pages of the atlas: accounts with their figures, each account's maps, people, deals and gaps."""
