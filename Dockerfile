# syntax=docker/dockerfile:1
# Three stages: the site, the Python packages, and the image that holds both and nothing that built them.

FROM node:22.21-bookworm-slim AS site
WORKDIR /app/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm install --no-save --no-audit --no-fund
COPY api/profiles /app/api/profiles
COPY frontend ./
RUN npm run build

FROM python:3.13-slim-trixie AS packages
WORKDIR /app
COPY wik requirements.lock requirements-dev.lock ./
# no frontend folder here: only .venv is made
RUN ["python3", "wik", "setup"]

FROM python:3.13-slim-trixie
LABEL org.opencontainers.image.title="Willkommen im Kreis" \
      org.opencontainers.image.licenses="EUPL-1.2"
WORKDIR /app
# pg_dump and pg_restore for backups; their version must not be older than the server's (deploy/compose.yml)
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 wik \
 && useradd --uid 10001 --gid wik --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin wik \
 && install -d -o wik -g wik -m 0700 /data \
 && ln -s /app/wik /usr/local/bin/wik
COPY --from=packages /app/.venv .venv
COPY wik pyproject.toml requirements.lock requirements-dev.lock LICENSE CHANGELOG.md openapi.yaml ./
COPY api api
COPY migrations migrations
COPY --from=site /app/frontend/dist frontend/dist
RUN ["python3", "-m", "compileall", "-q", "api", "migrations"]
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    WIK_DATA_DIR=/data \
    PORT=8000
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["wik", "probe"]
CMD ["wik", "serve", "--host", "0.0.0.0"]
