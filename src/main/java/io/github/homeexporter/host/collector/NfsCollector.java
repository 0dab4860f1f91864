package io.github.homeexporter.host.collector;

import static io.github.homeexporter.host.table.Column.counter;
import static io.github.homeexporter.host.table.Column.gauge;
import static io.github.homeexporter.host.table.Form.STANDARD;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.Rows;
import io.github.homeexporter.sample.MetricType;
import io.github.homeexporter.sample.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** NFS, as a client and as a server: /proc/net/rpc/nfs and nfsd. */
final class NfsCollector implements Collector {
    private static final List<String> VERSION_2 =
            List.of(("Null GetAttr SetAttr Root Lookup ReadLink Read WrCache Write "
                            + "Create Remove Rename Link SymLink MkDir RmDir ReadDir FsStat")
                    .split(" "));
    private static final List<String> VERSION_3 =
            List.of(("Null GetAttr SetAttr Lookup Access ReadLink Read Write Create "
                            + "MkDir SymLink MkNod Remove RmDir Rename Link ReadDir ReadDirPlus "
                            + "FsStat FsInfo PathConf Commit")
                    .split(" "));
    private static final List<String> CLIENT_4 =
            List.of(("Null Read Write Commit Open OpenConfirm OpenNoattr OpenDowngrade Close "
                            + "Setattr FsInfo Renew SetClientID SetClientIDConfirm Lock Lockt Locku Access "
                            + "Getattr Lookup LookupRoot Remove Rename Link Symlink Create Pathconf "
                            + "StatFs ReadLink ReadDir ServerCaps DelegReturn GetACL SetACL FsLocations ReleaseLockowner "
                            + "Secinfo FsidPresent ExchangeID CreateSession DestroySession Sequence GetLeaseTime ReclaimComplete LayoutGet "
                            + "GetDeviceInfo LayoutCommit LayoutReturn SecinfoNoName TestStateID FreeStateID GetDeviceList BindConnToSession DestroyClientID "
                            + "Seek Allocate DeAllocate LayoutStats Clone")
                    .split(" "));
    private static final List<String> SERVER_4 =
            List.of(("Op0Unused Op1Unused Op2Future Access Close Commit Create DelegPurge DelegReturn "
                            + "GetAttr GetFH Link Lock Lockt Locku Lookup LookupRoot Nverify "
                            + "Open OpenAttr OpenConfirm OpenDgrd PutFH PutPubFH PutRootFH Read ReadDir "
                            + "ReadLink Remove Rename Renew RestoreFH SaveFH SecInfo SetAttr Verify "
                            + "Write RelLockOwner")
                    .split(" "));

    /** Calls by protocol and method: the line's word, the label proto, the methods in the kernel's order. */
    private record Calls(String word, String proto, List<String> methods) {}

    private static final List<Calls> CLIENT_CALLS = List.of(
            new Calls("proc2", "2", VERSION_2), new Calls("proc3", "3", VERSION_3), new Calls("proc4", "4", CLIENT_4));
    private static final List<Calls> SERVER_CALLS = List.of(
            new Calls("proc2", "2", VERSION_2),
            new Calls("proc3", "3", VERSION_3),
            new Calls("proc4ops", "4", SERVER_4));

    /** A number by its line's word and its place there. */
    private static final Map<String, Column> CLIENT = new LinkedHashMap<>();

    private static final Map<String, Column> SERVER = new LinkedHashMap<>();

    static {
        CLIENT.put("net 4", count("node_nfs_connections_total", "", "Connections made by TCP."));
        CLIENT.put("rpc 1", count("node_nfs_rpcs_total", "", "Calls made."));
        CLIENT.put("rpc 2", count("node_nfs_rpc_retransmissions_total", "", "Calls made again."));
        CLIENT.put("rpc 3", count("node_nfs_rpc_authentication_refreshes_total", "", "Credentials renewed."));
        SERVER.put("rc 1", count("node_nfsd_reply_cache_hits_total", "", "Answers found in the cache."));
        SERVER.put("rc 2", count("node_nfsd_reply_cache_misses_total", "", "Answers not found in the cache."));
        SERVER.put("rc 3", count("node_nfsd_reply_cache_nocache_total", "", "Answers that need no cache."));
        SERVER.put("fh 1", count("node_nfsd_file_handles_stale_total", "", "Handles of files that are gone."));
        SERVER.put("io 1", count("node_nfsd_disk_bytes_read_total", "bytes", "Bytes read for clients."));
        SERVER.put("io 2", count("node_nfsd_disk_bytes_written_total", "bytes", "Bytes written for clients."));
        SERVER.put("th 1", gauge(STANDARD, "node_nfsd_server_threads", "", "Threads that serve."));
        SERVER.put("ra 1", gauge(STANDARD, "node_nfsd_read_ahead_cache_size_blocks", "", "Size of the read-ahead."));
        SERVER.put("ra 12", count("node_nfsd_read_ahead_cache_not_found_total", "", "Not found in the read-ahead."));
        SERVER.put("net 4", count("node_nfsd_connections_total", "", "Connections taken by TCP."));
        SERVER.put("rpc 1", count("node_nfsd_server_rpcs_total", "", "Calls taken."));
    }

    private static final Column ERRORS = count("node_nfsd_rpc_errors_total", "", "Calls that were refused, by reason.");

    private final HostFiles files;
    private final boolean server;
    private final Map<String, Column> numbers;
    private final List<Calls> calls;
    private final Column packetColumn;
    private final Column requestColumn;
    private final HostRow row;
    private final HostRow packets;
    private final HostRow errors;
    private final Rows requests;

    private NfsCollector(CollectorContext context, boolean server) {
        files = context.files();
        this.server = server;
        String name = server ? "node_nfsd_" : "node_nfs_";
        numbers = server ? SERVER : CLIENT;
        calls = server ? SERVER_CALLS : CLIENT_CALLS;
        packetColumn = count(name + "packets_total", "", "Packets by the protocol under it.");
        requestColumn = count(name + "requests_total", "", "Calls by method.");
        row = context.names().row(List.copyOf(numbers.values()));
        String label = server ? "proto" : "protocol";
        packets = context.names().row(packetColumn, Map.of(), label, List.of("udp", "tcp"));
        errors = context.names().row(ERRORS, Map.of(), "error", List.of("fmt", "auth", "cInt"));
        requests = new Rows(context.names(), List.of(requestColumn));
    }

    static Collector client(CollectorContext context) {
        return new NfsCollector(context, false);
    }

    static Collector server(CollectorContext context) {
        return new NfsCollector(context, true);
    }

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>(numbers.values());
        all.addAll(List.of(packetColumn, requestColumn));
        if (server) {
            all.add(ERRORS);
        }
        return all;
    }

    @Override
    public void collect(Samples out) {
        for (String line : files.lines(files.proc(server ? "net/rpc/nfsd" : "net/rpc/nfs"))) {
            String[] words = line.strip().split("\\s+");
            int column = 0;
            for (Map.Entry<String, Column> number : numbers.entrySet()) {
                String[] place = number.getKey().split(" ");
                int at = Integer.parseInt(place[1]);
                if (place[0].equals(words[0]) && at < words.length) {
                    add(number.getValue(), column, number(words[at]), out);
                }
                column++;
            }
            if (words[0].equals("net") && words.length > 3) {
                packets.count(out, 0, number(words[2]), 1);
                packets.count(out, 1, number(words[3]), 1);
            }
            for (int i = 0; server && words[0].equals("rpc") && i < 3 && i + 3 < words.length; i++) {
                errors.count(out, i, number(words[i + 3]), 1);
            }
            for (Calls each : calls) {
                if (each.word().equals(words[0])) {
                    addRequests(each, words, out);
                }
            }
        }
        requests.endOfCycle();
    }

    private void add(Column column, int i, long value, Samples out) {
        if (column.family().type() == MetricType.COUNTER) {
            row.count(out, i, value, 1);
        } else {
            row.add(out, i, value, 1);
        }
    }

    /** After the word stands how many numbers follow. */
    private void addRequests(Calls of, String[] words, Samples out) {
        for (int i = 0; i < of.methods().size() && i + 2 < words.length; i++) {
            String method = of.methods().get(i);
            requests.of(of.proto() + " " + method, () -> Map.of("proto", of.proto(), "method", method))
                    .count(out, 0, number(words[i + 2]), 1);
        }
    }

    private static long number(String word) {
        Scan in = Scan.of(word);
        in.line();
        return in.number();
    }

    private static Column count(String name, String unit, String help) {
        return counter(STANDARD, name, unit, help);
    }
}
