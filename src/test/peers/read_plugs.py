"""Reads plugs by python-kasa; each argument is host,port,family,encryption,login version. Prints one JSON object a line."""

import asyncio
import json
import sys

from kasa import Credentials, Device, DeviceConfig, Module
from kasa.deviceconfig import DeviceConnectionParameters


async def read(argument, credentials):
    host, port, family, encryption, login = argument.split(",")
    config = DeviceConfig(
        host=host,
        port_override=int(port),
        credentials=credentials,
        connection_type=DeviceConnectionParameters.from_values(
            family, encryption, login_version=int(login) or None, http_port=int(port)
        ),
    )
    device = await Device.connect(config=config)
    try:
        print(json.dumps({"port": int(port), **facts(device), "children": [facts(c) for c in device.children]}))
    finally:
        await device.disconnect()


def facts(device):
    energy = device.modules.get(Module.Energy)
    out = {"alias": device.alias, "model": device.model, "on": device.is_on, "type": device.device_type.value}
    failed = [name for name, module in device.modules.items() if getattr(module, "_last_update_error", None)]
    if failed:
        out["failed"] = failed
    if energy:
        out["watts"] = energy.current_consumption
        out["today"] = energy.consumption_today
        out["month"] = energy.consumption_this_month
        if energy.supports(energy.ModuleFeature.VOLTAGE_CURRENT):
            out["volts"] = energy.voltage
            out["amperes"] = energy.current
    return out


async def main():
    credentials = Credentials(sys.argv[1], sys.argv[2])
    for argument in sys.argv[3:]:
        await read(argument, credentials)


asyncio.run(main())
