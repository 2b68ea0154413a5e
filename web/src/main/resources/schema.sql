create table if not exists note (
    id varchar(36) primary key,
    patient varchar(512) not null,
    author varchar(10000) not null,
    written timestamp with time zone not null,
    sealed clob not null
);
create index if not exists notes_of_patient on note (patient, written);
create table if not exists recovery_kit (
    owner varchar(512) primary key,
    file clob not null
);
