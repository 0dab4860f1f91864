#!/bin/sh
# Writes the user of the environment into the broker's password file, then becomes the broker.
set -eu
passwords=${MQTT_PASSWORD_FILE:-/mosquitto/data/passwords}
umask 077
[ -e "$passwords" ] || : >"$passwords"
# two arguments of the command would stand in the process list; standard input does not
printf '%s\n%s\n' "$MQTT_PASSWORD" "$MQTT_PASSWORD" | mosquitto_passwd "$passwords" "$MQTT_USERNAME" >/dev/null
unset MQTT_PASSWORD
exec mosquitto -c "${1:-/mosquitto/config/mosquitto.conf}"
