"""What a contender in Python does, as org.resnet4j.bench.turns.Turns: it warms up, says "ready DESCRIPTION" and
takes orders from standard input, each answered by a line: "run N", "used", "quit". With COLD=1 in the environment
it does one step instead of warming up. Linux only."""
import os, resource, sys, time


def kept(what):
    for line in open("/proc/self/status"):
        if line.startswith(what):
            return int(line.split()[1]) // 1024


def take(description, step, warmup=4):
    for _ in range(1 if os.environ.get("COLD") == "1" else warmup):
        step()
    print("ready " + description, flush=True)
    for line in sys.stdin:
        if line.startswith("run"):
            steps, begin = int(line.split()[1]), time.perf_counter()
            for _ in range(steps):
                step()
            print("%.9f" % (time.perf_counter() - begin), flush=True)
        elif line.startswith("used"):
            usage = resource.getrusage(resource.RUSAGE_SELF)
            print("used %.2f %d %d" % (usage.ru_utime + usage.ru_stime, kept("VmHWM"), kept("VmRSS")), flush=True)
        else:
            break
    print("peak %d" % kept("VmHWM"), flush=True)
