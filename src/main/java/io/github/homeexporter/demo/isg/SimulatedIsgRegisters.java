package io.github.homeexporter.demo.isg;

/** The registers of an ISG with an integral unit LWZ: a winter day's values, and an SG Ready interface that follows its inputs. */
public final class SimulatedIsgRegisters extends ModbusMemory {
    private static final int NONE = 0x8000;
    private static final int LWZ = 103;
    private static final int SG_READY = 4000;
    private static final int STATE = 5000;

    public SimulatedIsgRegisters() {
        input(0, 214, 210, 455, NONE, NONE, NONE, -100, 334, 340, NONE, NONE, 352, 301, 16, 142, 487, 480, 31, 160);
        input(19, 33, 165, 380, 225, 89, NONE, NONE, NONE, 600, 1000, 817, 18, 520, NONE, 500);
        holding(1000, 11, 210, 190, 350, 210, 190, 350, 41, 20, 41, 20, 480, 460, 500);
        holding(1014, 150, 120, 130, 2, 1, 3, 2, 230, 250, 230, 250, 0, 0);
        input(2000, 0x0C07, 0, 0, 0, 1);
        input(3000, 24, 341, 44, 20, 314, 11, 184, 6, 379, 0, 13, 336, 21, NONE, NONE, NONE, NONE, NONE, NONE);
        input(3019, NONE, NONE, 7, 112, 11, 6, 225, 4, 6157, NONE, 1742, 810, 40);
        holding(SG_READY, 1, 0, 0);
        input(STATE, 2, LWZ);
    }

    /** Manual of the ISG: inputs 0 and 1 lock, 0 and 0 normal, 1 and 0 raised, 1 and 1 maximum. */
    @Override
    protected void written() {
        int first = holdingAt(SG_READY + 1);
        int second = holdingAt(SG_READY + 2);
        input(STATE, first == 1 ? 3 + second : 2 - second);
    }
}
