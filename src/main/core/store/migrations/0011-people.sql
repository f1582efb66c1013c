-- The key that this seat made for itself (Ed25519): signs what it asks of the center in its own name. Never changed.
create table seat_key (
  one integer primary key check (one = 1),
  seed blob not null check (length(seed) = 32),
  public_key text not null check (length(public_key) = 44),
  made_at integer not null
) strict;
create trigger seat_key_stays before delete on seat_key begin select raise(abort, 'law: the seat key stays'); end;
create trigger seat_key_fixed before update on seat_key begin select raise(abort, 'law: the seat key is fixed'); end;

-- Which of the center's lists of people this seat has (0: the one of its enrolment), and when the center last stood by it.
create table roster (
  one integer primary key check (one = 1),
  version integer not null check (version >= 0),
  confirmed_at integer not null
) strict;
