package org.resnet4j.weights.format;

import java.util.Set;
import org.resnet4j.weights.format.PickledTorch.Name;

/**
 * Which names a pickle may use. None is ever looked up or called, so that every name is harmless;
 * but a file that names what runs programs was made to do harm elsewhere, and is refused.
 */
final class Globals {
  /** Modules whose only use in a pickle is to run something. */
  private static final Set<String> MODULES =
      Set.of(
          "os",
          "posix",
          "nt",
          "sys",
          "subprocess",
          "commands",
          "pty",
          "platform",
          "popen2",
          "runpy",
          "importlib",
          "imp",
          "pkgutil",
          "code",
          "codeop",
          "ctypes",
          "socket",
          "ssl",
          "shutil",
          "webbrowser",
          "pickle",
          "_pickle",
          "cPickle",
          "marshal",
          "shelve",
          "dill",
          "cloudpickle",
          "joblib",
          "timeit",
          "trace",
          "pdb",
          "bdb",
          "profile",
          "cProfile",
          "asyncio",
          "multiprocessing",
          "threading",
          "signal",
          "tempfile",
          "urllib",
          "http",
          "requests",
          "ftplib",
          "smtplib",
          "pip",
          "ensurepip",
          "venv",
          "site",
          "gc",
          "atexit");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "eval",
          "exec",
          "execfile",
          "compile",
          "open",
          "__import__",
          "input",
          "breakpoint",
          "file",
          "apply",
          "exit",
          "quit",
          "globals",
          "locals",
          "vars",
          "memoryview");

  /** What would load further pickles: their arrays would be missing. */
  private static final Set<String> LOADERS =
      Set.of(
          "torch.load",
          "torch.save",
          "torch.serialization.load",
          "torch.storage._load_from_bytes",
          "torch.jit.load",
          "torch.hub.load",
          "numpy.load",
          "numpy.loads",
          "numpy.save",
          "io.open",
          "_io.open",
          "_io.FileIO");

  private Globals() {}

  /** The name itself, unless it runs something. */
  static Name harmless(Name name) {
    int dot = name.module().indexOf('.');
    String module = dot < 0 ? name.module() : name.module().substring(0, dot);
    boolean builtin = module.equals("builtins") || module.equals("__builtin__");
    boolean dunder = name.name().contains(".__");
    if (MODULES.contains(module)
        || (builtin && FUNCTIONS.contains(name.name()))
        || LOADERS.contains(name.toString())
        || dunder) {
      throw new DamagedPickle(
          "it names something to run, %s; nothing was executed (a state_dict() names none)"
              .formatted(name));
    }
    return name;
  }
}
