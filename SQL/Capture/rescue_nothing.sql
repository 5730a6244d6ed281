{{row}}_row := null;
                    omitted := case
                        when sqlstate operator(pg_catalog.=) '54000'
                            or sqlstate operator(pg_catalog.=) '53200'
                            or sqlstate operator(pg_catalog.=) 'XX000' then 'size'
                        else 'error'
                    end;
