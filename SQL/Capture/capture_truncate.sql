begin
    insert into tailrace.outbox (head)
    values (
        tailrace.head(
            't',
            {{schema}},
            {{table}},
            context => {{context}},
            origin => {{origin}}
        )
    );

    return null;
end
