#!/bin/bash
# Runs once, when PostgreSQL starts on an empty volume: the product's role and its database.
set -euo pipefail
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE yrkesresan LOGIN CREATEROLE NOSUPERUSER NOCREATEDB PASSWORD :'password';
CREATE DATABASE yrkesresan OWNER yrkesresan;
REVOKE ALL ON DATABASE yrkesresan FROM PUBLIC;
SQL
