package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.proc.Scan;
import io.github.homeexporter.host.table.Column;
import io.github.homeexporter.host.table.Column.Figure;
import io.github.homeexporter.host.table.HostRow;
import io.github.homeexporter.host.table.HostRow.Rows;
import io.github.homeexporter.sample.Samples;
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
    private static final List<Figure> CLIENT = Figure.figures("""
            net:4 1 STANDARD COUNTER node_nfs_connections_total - Connections made by TCP.
            rpc:1 1 STANDARD COUNTER node_nfs_rpcs_total - Calls made.
            rpc:2 1 STANDARD COUNTER node_nfs_rpc_retransmissions_total - Calls made again.
            rpc:3 1 STANDARD COUNTER node_nfs_rpc_authentication_refreshes_total - Credentials renewed.
            """);

    private static final List<Figure> SERVER = Figure.figures("""
            rc:1 1 STANDARD COUNTER node_nfsd_reply_cache_hits_total - Answers found in the cache.
            rc:2 1 STANDARD COUNTER node_nfsd_reply_cache_misses_total - Answers not found in the cache.
            rc:3 1 STANDARD COUNTER node_nfsd_reply_cache_nocache_total - Answers that need no cache.
            fh:1 1 STANDARD COUNTER node_nfsd_file_handles_stale_total - Handles of files that are gone.
            io:1 1 STANDARD COUNTER node_nfsd_disk_bytes_read_total bytes Bytes read for clients.
            io:2 1 STANDARD COUNTER node_nfsd_disk_bytes_written_total bytes Bytes written for clients.
            th:1 1 STANDARD GAUGE node_nfsd_server_threads - Threads that serve.
            ra:1 1 STANDARD GAUGE node_nfsd_read_ahead_cache_size_blocks - Size of the read-ahead.
            ra:12 1 STANDARD COUNTER node_nfsd_read_ahead_cache_not_found_total - Not found in the read-ahead.
            net:4 1 STANDARD COUNTER node_nfsd_connections_total - Connections taken by TCP.
            rpc:1 1 STANDARD COUNTER node_nfsd_server_rpcs_total - Calls taken.
            """);
    private static final List<Column> CLIENT_SUMS = Column.table("""
            STANDARD COUNTER node_nfs_packets_total - Packets by the protocol under it.
            STANDARD COUNTER node_nfs_requests_total - Calls by method.
            """);
    private static final List<Column> SERVER_SUMS = Column.table("""
            STANDARD COUNTER node_nfsd_packets_total - Packets by the protocol under it.
            STANDARD COUNTER node_nfsd_requests_total - Calls by method.
            STANDARD COUNTER node_nfsd_rpc_errors_total - Calls that were refused, by reason.
            """);

    private final HostFiles files;
    private final boolean server;
    private final List<Figure> numbers;
    private final List<Calls> calls;
    private final HostRow row;
    private final HostRow packets;
    private final HostRow errors;
    private final Rows requests;

    private NfsCollector(CollectorContext context, boolean server) {
        files = context.files();
        this.server = server;
        numbers = server ? SERVER : CLIENT;
        calls = server ? SERVER_CALLS : CLIENT_CALLS;
        List<Column> sums = server ? SERVER_SUMS : CLIENT_SUMS;
        row = context.names().row(Figure.columns(numbers));
        String label = server ? "proto" : "protocol";
        packets = context.names().row(sums.get(0), Map.of(), label, List.of("udp", "tcp"));
        errors = context.names().row(SERVER_SUMS.get(2), Map.of(), "error", List.of("fmt", "auth", "cInt"));
        requests = new Rows(context.names(), sums.subList(1, 2));
    }

    static Collector client(CollectorContext context) {
        return new NfsCollector(context, false);
    }

    static Collector server(CollectorContext context) {
        return new NfsCollector(context, true);
    }

    @Override
    public void collect(Samples out) {
        for (String line : files.lines(files.proc(server ? "net/rpc/nfsd" : "net/rpc/nfs"))) {
            String[] words = line.strip().split("\\s+");
            for (int i = 0; i < numbers.size(); i++) {
                String[] place = numbers.get(i).place().split(":");
                int at = Integer.parseInt(place[1]);
                if (place[0].equals(words[0]) && at < words.length) {
                    row.put(out, i, Scan.number(words[at]), 1);
                }
            }
            if (words[0].equals("net") && words.length > 3) {
                packets.count(out, 0, Scan.number(words[2]), 1);
                packets.count(out, 1, Scan.number(words[3]), 1);
            }
            for (int i = 0; server && words[0].equals("rpc") && i < 3 && i + 3 < words.length; i++) {
                errors.count(out, i, Scan.number(words[i + 3]), 1);
            }
            for (Calls each : calls) {
                if (each.word().equals(words[0])) {
                    addRequests(each, words, out);
                }
            }
        }
        requests.endOfCycle();
    }

    /** After the word stands how many numbers follow. */
    private void addRequests(Calls of, String[] words, Samples out) {
        for (int i = 0; i < of.methods().size() && i + 2 < words.length; i++) {
            String method = of.methods().get(i);
            requests.of(of.proto() + " " + method, () -> Map.of("proto", of.proto(), "method", method))
                    .count(out, 0, Scan.number(words[i + 2]), 1);
        }
    }
}
