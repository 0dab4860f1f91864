package io.github.homeexporter.host.proxmox;

import io.github.homeexporter.net.FaultException;
import java.util.List;

/** Asks for one path of the API. */
interface PveLine {
    /**
     * @param path as in the API's reference: {@code /cluster/resources}
     * @throws FaultException when there is no usable answer
     */
    List<PveEntry> get(String path) throws FaultException, InterruptedException;
}
