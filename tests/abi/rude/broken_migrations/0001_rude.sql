CREATE TABEL polite.thing (id integer);
