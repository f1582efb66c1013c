-- What was carried by hand: files written for the center, and answers of the center's that were read in.
create table carriages (
  seq integer primary key,
  direction text not null check (direction in ('out', 'in')),
  -- The file's own: the same answer read again is told from a new one by it.
  carriage_id text not null check (length(carriage_id) = 32),
  done_at integer not null,
  done_by text not null references people (id),
  -- Records in a file written; receipts stored from an answer.
  records integer not null check (records >= 0),
  refused integer not null check (refused >= 0),
  unknown integer not null check (unknown >= 0)
) strict;
create trigger carriages_stay before delete on carriages begin select raise(abort, 'law: carriages stay'); end;
create trigger carriages_fixed before update on carriages begin select raise(abort, 'law: carriages are fixed'); end;
