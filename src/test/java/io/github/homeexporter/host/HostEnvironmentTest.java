package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.homeexporter.host.environment.Environment.EnvironmentType;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostEnvironmentTest {
    private static final String OWN_NAMESPACE = "pid:[4026532281]\n";

    @TempDir
    Path directory;

    @Test
    void a_virtual_machine_with_a_stray_dockerenv_and_overlay_is_no_container() throws Exception {
        try (FakeHost host = new FakeHost("vm", directory)) {
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.VM);
            assertThat(host.reader().environment().container()).isFalse();
            assertThat(host.reader().environment().virtualization()).isEqualTo("qemu");
        }
    }

    @Test
    void without_any_mark_it_is_bare_metal() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory)) {
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.BARE_METAL);
            assertThat(host.reader().identity().containerId()).isEmpty();
            assertThat(host.reader().identity().instance()).isEqualTo("host-attic");
        }
    }

    /** On ARM no flag of the CPU tells; a cloud rents whole machines as well. */
    @ParameterizedTest
    @CsvSource({
        "Hetzner, vServer, VM",
        "Amazon EC2, m7g.large, VM",
        "Amazon EC2, m7g.metal, BARE_METAL",
        "Google, Google Compute Engine, VM",
        "Microsoft Corporation, Virtual Machine, VM",
        "Microsoft Corporation, Surface Pro, BARE_METAL",
        "Alibaba Cloud, Alibaba Cloud ECS, VM",
        "Scaleway, SCW-COPARM1-2C-8G, VM",
        "OpenStack Foundation, OpenStack Nova, VM",
        "Ampere, Altra Developer, BARE_METAL",
    })
    void a_virtual_machine_without_a_flag_is_known_by_its_firmware(String vendor, String product, EnvironmentType type)
            throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory)) {
            host.write("proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd\n");
            host.write("sys/class/dmi/id/sys_vendor", vendor + "\n");
            host.write("sys/class/dmi/id/product_name", product + "\n");
            assertThat(host.reader().environment().type()).isEqualTo(type);
        }
    }

    @Test
    void a_bus_that_no_real_machine_has_tells_where_the_cpu_cannot() throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory)) {
            host.write("sys/bus/virtio/devices/virtio0/x", "");
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.BARE_METAL);
        }
        try (FakeHost host = new FakeHost("bare-metal", directory.resolve("arm"))) {
            host.write("proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd\n");
            host.write("sys/bus/virtio/devices/virtio0/x", "");
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.VM);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rpool/data/subvol-101-disk-0, 101",
        "/dev/mapper/pve-vm--205--disk--0, 205",
        "/dev/zvol/rpool/vm-300-disk-1, 300",
        "/dev/loop0, ''",
    })
    void the_containers_id_comes_from_its_root_device_and_never_from_the_host_name(String device, String id)
            throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory)) {
            host.replace("proc/self/mountinfo", "rpool/data/subvol-101-disk-0", device);
            host.write("proc/sys/kernel/hostname", "web2024\n");
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.LXC);
            assertThat(host.reader().identity().containerId()).isEqualTo(id);
            assertThat(host.reader().identity().instance()).isEqualTo(id.isEmpty() ? "web2024" : "web2024:" + id);
        }
    }

    @Test
    void settings_win_over_what_was_found_out() throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory)) {
            host.options.setHostName("larder");
            host.options.setContainerId("7");
            assertThat(host.reader().identity().instance()).isEqualTo("larder:7");
        }
    }

    @Test
    void docker_inside_lxc_is_docker() throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory)) {
            host.write("root/.dockerenv", "");
            host.replace("proc/self/mountinfo", "/ / rw,relatime - zfs", "/ / rw,relatime - overlay");
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.DOCKER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "root/dev/incus/sock, '', LXC",
        "root/run/.containerenv, '', DOCKER",
        "root/var/run/secrets/kubernetes.io/serviceaccount, '', KUBERNETES",
        "proc/self/cgroup, 0::/kubepods.slice/pod1, KUBERNETES",
        "proc/self/cgroup, 0::/lxc.payload.web, LXC",
        "proc/1/environ, container=lxc, LXC",
        "root/nothing, '', UNKNOWN",
    })
    void one_mark_in_a_foreign_pid_namespace_is_enough(String file, String text, EnvironmentType type)
            throws Exception {
        try (FakeHost host = new FakeHost("vm", directory)) {
            host.delete("root/.dockerenv").write("proc/self/mountinfo", "27 1 254:0 / / rw - ext4 /dev/vda rw\n");
            host.write("proc/self/ns/pid", OWN_NAMESPACE).write(file, text);
            assertThat(host.reader().environment().type()).isEqualTo(type);
            assertThat(host.reader().environment().container()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "22 1 0:5 /overlay-containers/ID/userdata/hostname /etc/hostname rw - tmpfs tmpfs rw, 0::/, 0123456789ab",
        "22 1 0:5 /var/lib/docker/containers/ID/hosts /etc/hosts rw - ext4 /dev/sda1 rw, 0::/, 0123456789ab",
        "22 1 0:5 /a /b rw - ext4 /dev/sda1 rw, 0::/machine.slice/libpod-ID.scope/container, 0123456789ab",
        "22 1 0:5 /a /b rw - ext4 /dev/sda1 rw, 0::/kubepods.slice/crio-ID.scope, 0123456789ab",
        "22 1 0:5 /a /b rw - ext4 /dev/sda1 rw, 4:memory:/lxc.payload/web, web",
        "22 1 0:5 /a /b rw - ext4 /dev/sda1 rw, 0::/../../system.slice, ''"
    })
    void the_containers_id_comes_from_its_group_or_its_files(String mount, String group, String id) throws Exception {
        String whole = "0123456789ab" + "c".repeat(52);
        try (FakeHost host = new FakeHost("vm", directory)) {
            host.delete("root/.dockerenv").write("root/run/.containerenv", "");
            host.write("proc/self/ns/pid", OWN_NAMESPACE)
                    .write("proc/self/mountinfo", mount.replace("ID", whole) + "\n")
                    .write("proc/self/cgroup", group.replace("ID", whole) + "\n");
            assertThat(host.reader().identity().containerId()).isEqualTo(id);
        }
    }

    @Test
    void kubernetes_is_told_by_its_variable() throws Exception {
        try (FakeHost host = new FakeHost("docker", directory)) {
            host.variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.KUBERNETES);
        }
    }

    @Test
    void without_a_namespace_to_read_the_marks_decide() throws Exception {
        try (FakeHost host = new FakeHost("docker", directory)) {
            host.delete("proc/self/ns/pid");
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.DOCKER);
        }
    }

    @Test
    void proxmox_is_told_by_its_cluster_file_system_not_by_a_copy_of_its_directory() throws Exception {
        try (FakeHost host = new FakeHost("proxmox", directory)) {
            assertThat(host.reader().environment().type()).isEqualTo(EnvironmentType.PROXMOX_HOST);
        }
        try (FakeHost copy = new FakeHost("bare-metal", directory.resolve("copy"))) {
            copy.write("root/etc/pve/storage.cfg", "");
            assertThat(copy.reader().environment().type()).isEqualTo(EnvironmentType.BARE_METAL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lxc_container, LXC, true",
        "container, UNKNOWN, true",
        "generic_host, BARE_METAL, false",
        "Proxmox-Host, PROXMOX_HOST, false",
        "unknown, UNKNOWN, false",
        "auto, BARE_METAL, false",
    })
    void the_setting_forces_the_environment(String setting, EnvironmentType type, boolean container) throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", directory)) {
            host.options.setEnvironment(setting);
            assertThat(host.reader().environment().type()).isEqualTo(type);
            assertThat(host.reader().environment().container()).isEqualTo(container);
        }
    }

    @Test
    void an_unknown_environment_is_refused_with_the_legal_ones() throws Exception {
        try (FakeHost host = new FakeHost("vm", directory)) {
            host.options.setEnvironment("bogus");
            assertThatThrownBy(host::judged)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"bogus\"")
                    .hasMessageContaining("lxc_container");
        }
    }

    @Test
    void a_hardened_unit_that_lost_lxcfs_is_flagged() throws Exception {
        try (FakeHost host = new FakeHost("lxc", directory)) {
            host.write("proc/self/mountinfo", "50 49 0:55 / / rw - zfs rpool/data/subvol-101-disk-0 rw\n");
            host.replace("proc/meminfo", "2097152", "33554432");
            Map<String, Double> found = host.poll();
            assertThat(found).containsEntry("home_exporter_host_lxcfs", 0.0);
            assertThat(found).containsEntry("container_memory_usage_bytes", 734003200.0);
            assertThat(found).doesNotContainKey("container_memory_limit_bytes");
            assertThat(found)
                    .containsEntry(
                            "node_memory_total_bytes{container_id=\"101\",host_name=\"dns\",instance=\"dns:101\"}",
                            33554432.0 * 1024);
        }
    }
}
