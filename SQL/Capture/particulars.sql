-- What a change seldom has.
{{drop_equal_key}}context := {{context}};
            origin := {{origin}};
            {{check_size}}
