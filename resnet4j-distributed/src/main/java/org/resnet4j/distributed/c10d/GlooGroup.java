package org.resnet4j.distributed.c10d;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.BroadcastOptions;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.presets.torch_gloo;
import org.jspecify.annotations.Nullable;
import org.resnet4j.engine.collective.Collective;
import org.resnet4j.engine.collective.CollectiveException;
import org.resnet4j.engine.collective.Rendezvous;
import org.resnet4j.torch.libtorch.Natives;

/** The processes of one training, connected by Gloo over TCP. */
@SuppressWarnings("try") // scopes are opened to be closed
public final class GlooGroup implements Collective {
  /** Schedulers may start the processes minutes apart. */
  private static final long MEETING_SECONDS = 600;

  /** Beyond what {@link PeerWatch} finds: all live, and yet one does not come. */
  private static final long OPERATION_MINUTES = 30;

  /** Looks, a second apart, during which the store has not answered. */
  private static final int STORE_SILENT = 10;

  /** Sums that travel at the same time. */
  private static final int THREADS = 2;

  /**
   * Groups that were left. Their connections and threads end with the process: to free those of a
   * broken one is to wait for what will not answer, and where peers free theirs at the same time
   * Gloo writes to memory that is free already. With three members and more in one process the heap
   * was corrupt in every fourth try. Launched processes have one group each and end soon after it;
   * that theirs could be freed safely, while a peer still closes its end, was not shown, and would
   * gain what their end gives back anyway.
   */
  private static final List<GlooGroup> LEFT = new ArrayList<>();

  private final Rendezvous rendezvous;
  private final MeetingStore store;
  private final MeetingStore watched;
  private final PeerWatch watch;
  private final ProcessGroupGloo gloo;
  private final NativeBuffers buffers = new NativeBuffers();
  private @Nullable CollectiveException failure;
  private boolean closed;

  private GlooGroup(
      Rendezvous rendezvous, MeetingStore store, MeetingStore watched, ProcessGroupGloo gloo) {
    this.rendezvous = rendezvous;
    this.store = store;
    this.watched = watched;
    this.gloo = gloo;
    watch = new PeerWatch(rendezvous, watched);
    watch.start();
  }

  /**
   * Joins; returns when all have.
   *
   * @throws CollectiveException if they do not all come
   */
  public static Collective join(Rendezvous rendezvous) {
    Natives.load();
    Loader.load(torch_gloo.class);
    try {
      var store = MeetingStore.open(rendezvous, MEETING_SECONDS);
      var gloo =
          new ProcessGroupGloo(
              store.store(), rendezvous.rank(), rendezvous.size(), options(rendezvous));
      return new GlooGroup(rendezvous, store, store.again(MEETING_SECONDS), gloo);
    } catch (CollectiveException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CollectiveException(
          "process %d of %d cannot connect to the others: %s"
              .formatted(rendezvous.rank(), rendezvous.size(), Sentences.first(e)),
          e);
    }
  }

  private static ProcessGroupGloo.Options options(Rendezvous rendezvous) {
    var patience = new Milliseconds(TimeUnit.MINUTES.toMillis(OPERATION_MINUTES));
    var options = ProcessGroupGloo.Options.create(patience);
    options.threads(THREADS);
    var names = Optional.ofNullable(System.getenv(NetworkDevices.VARIABLE)).orElse("");
    options.devices(NetworkDevices.of(rendezvous, names));
    return options;
  }

  @Override
  public int rank() {
    return rendezvous.rank();
  }

  @Override
  public int size() {
    return rendezvous.size();
  }

  @Override
  public Sum beginSum(List<float[]> arrays) {
    var tensor = buffers.floats(arrays);
    var work = begin(tensor, gloo::allreduce);
    return new Sum() {
      private boolean done;

      @Override
      public void await() {
        if (!done) {
          end(work);
          buffers.give(tensor, arrays);
          done = true;
        }
      }
    };
  }

  @Override
  public void sum(double[] values) {
    var tensor = buffers.doubles(values);
    end(begin(tensor, gloo::allreduce));
    buffers.give(tensor, values);
  }

  @Override
  public void broadcast(float[] values, int root) {
    if (values.length == 0) {
      return;
    }
    var tensor = buffers.floats(List.of(values));
    end(
        begin(
            tensor,
            list -> gloo.broadcast(list, new BroadcastOptions().rootRank(root).rootTensor(0))));
    buffers.give(tensor, List.of(values));
  }

  @Override
  public void barrier() {
    sum(new double[1]);
  }

  private Work begin(Tensor tensor, Function<TensorVector, Work> operation) {
    if (failure != null) {
      throw failure;
    }
    try (var scope = new PointerScope()) {
      return operation.apply(new TensorVector(tensor)).retainReference();
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  /** Waits a second at a time, and in between for a reason not to wait. */
  private void end(Work work) {
    if (failure != null) {
      throw failure;
    }
    try {
      long rounds = watch.rounds();
      for (int silent = 0; !ended(work); ) {
        silent = watch.rounds() == rounds ? silent + 1 : 0;
        rounds = watch.rounds();
        if (silent >= STORE_SILENT) {
          throw failed(watch.keeperStuck());
        }
        watch
            .verdict()
            .ifPresent(
                sentence -> {
                  throw failed(sentence);
                });
      }
    } finally {
      work.releaseReference();
    }
  }

  private boolean ended(Work work) {
    try (var scope = new PointerScope()) {
      try {
        return work._wait(new Milliseconds(1000));
      } catch (RuntimeException e) {
        if (!work.isCompleted()) {
          return false;
        }
        return work._wait();
      }
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private CollectiveException failed(RuntimeException gloo) {
    return failed(
        watch
            .culprit()
            .orElseGet(() -> "a connection to another process broke: " + Sentences.first(gloo)));
  }

  private CollectiveException failed(String sentence) {
    watch.tell(sentence);
    var ours = new CollectiveException(sentence);
    failure = ours;
    return ours;
  }

  @Override
  public void abort(String sentence) {
    if (failure == null && !closed) {
      failed(sentence);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (failure == null) {
      try {
        barrier();
        watch.end();
        store.leave();
      } catch (RuntimeException e) {
        // what was to be done is done; whoever does not leave in order fails by himself
      }
    }
    watch.end();
    synchronized (LEFT) {
      LEFT.add(this);
    }
    if (failure == null) {
      buffers.close();
      store.close();
    }
  }
}
