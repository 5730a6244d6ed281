update :"table" set counter = counter + 1 where id < 0;
