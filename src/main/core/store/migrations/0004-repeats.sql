-- A report as the matcher for repeats sees it (R-31): normal forms of target and place, notions of a fixed vocabulary.
-- No caller, agent or free text. Derived from `revisions`, and made anew when the vocabulary's version rises.
-- One row a call: its latest revision's, under that revision's number, so that no index of its own is needed.
create table repeats (
  seq integer primary key references revisions (seq),
  call_id text not null,
  revision integer not null,
  city text not null,
  county text not null,
  version integer not null,
  features text not null
) strict;
