delete from :"table" where id < 0;
