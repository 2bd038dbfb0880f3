#!/bin/bash
# Trains on two nodes of a Slurm cluster, a process of sixteen cores each:
#   sbatch examples/distributed/slurm.sh
# Data and runs/ lie on a file system that both nodes see.
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=16
#SBATCH --signal=TERM@60
srun ./resnet4j train --data cifar10 --threads "$SLURM_CPUS_PER_TASK" --output "runs/slurm-$SLURM_JOB_ID"
