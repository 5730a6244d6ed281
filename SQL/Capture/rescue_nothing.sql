{{row}}_row := null;
                    omitted := case when sqlstate in ('54000', '53200', 'XX000') then 'size' else 'error' end;
