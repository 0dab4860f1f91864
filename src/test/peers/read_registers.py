"""Reads the registers of a Modbus TCP device by pymodbus: port, then table:address:count each. Prints one list of numbers a line."""

import json
import sys

from pymodbus.client import ModbusTcpClient


def main():
    client = ModbusTcpClient("127.0.0.1", port=int(sys.argv[1]))
    assert client.connect()
    reads = {"input": client.read_input_registers, "holding": client.read_holding_registers}
    for argument in sys.argv[2:]:
        table, address, count = argument.split(":")
        if table == "write":
            answer = client.write_register(int(address), int(count), device_id=1)
        else:
            answer = reads[table](int(address), count=int(count), device_id=1)
        print(json.dumps({"refused": answer.exception_code} if answer.isError() else answer.registers))
    client.close()


main()
