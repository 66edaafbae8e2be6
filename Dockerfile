# The site as one image: the locked requirements, the code, nothing that can be written to but /srv/hub.
FROM python:3.11-slim-bookworm AS requirements
COPY requirements-server.txt /
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements-server.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# Books on paper: Pango, and fonts for the scripts of the languages.
RUN apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji && rm -rf /var/lib/apt/lists/*
# The number of the user owns the files with the secrets as well (deploy/make_secrets.sh).
RUN useradd --uid 1000 --user-group --no-create-home hub && install -d -m 0700 -o hub -g hub /srv/hub
WORKDIR /opt/protection-hub
COPY --from=requirements /venv /venv
COPY manage.py LICENSE ./
COPY accounts accounts
COPY api api
COPY casework casework
COPY files files
COPY home home
COPY hub hub
COPY locale locale
COPY publishing publishing
COPY resources resources
COPY search search
COPY static static
COPY templates templates
COPY trainers trainers
COPY vocabulary vocabulary
RUN HUB_DATA_DIR=/tmp/build DJANGO_SETTINGS_MODULE=hub.settings.dev python manage.py compile_catalogues && rm -rf /tmp/build
USER hub
ENV DJANGO_SETTINGS_MODULE=hub.settings.production HUB_DATA_DIR=/srv/hub
VOLUME /srv/hub
CMD ["gunicorn", "-c", "hub/gunicorn.py"]
