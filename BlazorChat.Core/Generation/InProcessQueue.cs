using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace BlazorChat.Core.Generation;

/// <summary>The queue of one process. The jobs table is what lasts; this only says whose turn it is.</summary>
internal sealed class InProcessQueue(IOptions<GenerationOptions> options) : IGenerationQueue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Lane> _lanes = [];
    private readonly HashSet<Guid> _known = [];
    private readonly Channel<QueuedGeneration> _ready = Channel.CreateUnbounded<QueuedGeneration>();

    public void Enqueue(QueuedGeneration generation)
    {
        lock (_lock)
        {
            if (!_known.Add(generation.JobId)) return;
            if (!_lanes.TryGetValue(generation.OwnerId, out var lane)) _lanes[generation.OwnerId] = lane = new Lane();
            if (lane.Running < options.Value.PerUser) Start(lane, generation);
            else lane.Waiting.Enqueue(generation);
        }
    }

    public ValueTask<QueuedGeneration> TakeAsync(CancellationToken cancellationToken) => _ready.Reader.ReadAsync(cancellationToken);

    public void Release(QueuedGeneration generation)
    {
        lock (_lock)
        {
            _known.Remove(generation.JobId);
            var lane = _lanes[generation.OwnerId];
            lane.Running--;
            if (lane.Waiting.TryDequeue(out var next)) Start(lane, next);
            else if (lane.Running == 0) _lanes.Remove(generation.OwnerId);
        }
    }

    private void Start(Lane lane, QueuedGeneration generation)
    {
        lane.Running++;
        _ready.Writer.TryWrite(generation); // Unbounded: it always takes it.
    }

    private sealed class Lane
    {
        public int Running { get; set; }

        public Queue<QueuedGeneration> Waiting { get; } = [];
    }
}
